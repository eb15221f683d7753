package io.darkroom.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFormatTest {

    static Stream<Arguments> heads() {
        return Stream.of(
                Arguments.of(ImageFormat.JPEG, "\u00ff\u00d8\u00ff\u00e0\0\u0010JFIF\0"),
                Arguments.of(ImageFormat.JPEG, "\u00ff\u00d8\u00ff\u00db"),
                Arguments.of(ImageFormat.PNG, "\u0089PNG\r\n\u001a\n\0\0\0\rIHDR"),
                Arguments.of(ImageFormat.GIF, "GIF87a\1\0\1\0"),
                Arguments.of(ImageFormat.GIF, "GIF89a\1\0\1\0"),
                Arguments.of(ImageFormat.WEBP, "RIFF\4\0\0\0WEBPVP8L"),
                Arguments.of(ImageFormat.TIFF, "II*\0\b\0\0\0"),
                Arguments.of(ImageFormat.TIFF, "MM\0*\0\0\0\b"),
                Arguments.of(ImageFormat.TIFF, "II+\0\b\0\0\0"),
                Arguments.of(ImageFormat.TIFF, "MM\0+\0\b\0\0"),
                Arguments.of(ImageFormat.AVIF, fileType("avif", "mif1", "miaf")),
                Arguments.of(ImageFormat.AVIF, fileType("avis", "avif")),
                Arguments.of(ImageFormat.AVIF, fileType("mif1", "miaf", "avif")),
                Arguments.of(ImageFormat.HEIC, fileType("heic", "mif1", "heic")),
                Arguments.of(ImageFormat.HEIC, fileType("heix", "mif1")),
                Arguments.of(ImageFormat.HEIC, fileType("mif1", "miaf", "heic")),
                Arguments.of(ImageFormat.HEIC, fileType("msf1", "hevc")),
                Arguments.of(ImageFormat.BMP, "BM6\0\0\0"),
                Arguments.of(ImageFormat.SVG, "<svg xmlns='http://www.w3.org/2000/svg'/>"),
                Arguments.of(
                        ImageFormat.SVG, "\u00ef\u00bb\u00bf\n <?xml version='1.0'?>\n<!-- a --><!-- b -->\n<SVG>"),
                Arguments.of(ImageFormat.SVG, "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'svg11.dtd'><svg/>"));
    }

    @ParameterizedTest
    @MethodSource("heads")
    void tellsAFormatByItsLeadingBytes(ImageFormat format, String head) {
        assertThat(ImageFormat.sniff(latin1(head))).contains(format);
    }

    static Stream<String> lies() {
        return Stream.of(
                "",
                "\0",
                "\u00ff\u00d8",
                "\u0089PNG\n\u001a\n",
                "GIF88a",
                "GIF89",
                "RIFF\4\0\0\0WAVE",
                "RIFF\4\0\0\0WEB",
                "II*\1",
                "M",
                "%PDF-1.7",
                "PK\3\4",
                "\u001f\u008b\b\0",
                "#!/bin/sh\nconvert",
                "push graphic-context\nviewbox 0 0 640 480",
                "<html><body><svg></svg></body></html>",
                "<!DOCTYPE html><svg/>",
                "<script>alert('<svg>')</script>",
                "<svgx>",
                "<!-- <svg> never closed",
                fileType("mp42", "isom", "mp42"),
                fileType("qt  "),
                fileType("mif1", "miaf"),
                fileType("mif1", "jpeg"),
                "\0\0\0\u0018ftypmif1",
                "\0\0\0\0ftypmif1\0\0\0\0heic",
                "\u00ff\u00ff\u00ff\u00ffftypmif1\0\0\0\0heic",
                "\0\0\0\u0014ftyphe");
    }

    @ParameterizedTest
    @MethodSource("lies")
    void takesNothingElseForAnImage(String head) {
        assertThat(ImageFormat.sniff(latin1(head))).isEmpty();
    }

    @Test
    void letsTheMajorBrandDecide() {
        assertThat(ImageFormat.sniff(latin1(fileType("heic", "mif1", "avif")))).contains(ImageFormat.HEIC);
        assertThat(ImageFormat.sniff(latin1(fileType("avif", "mif1", "heic")))).contains(ImageFormat.AVIF);
    }

    @Test
    void looksAtBrandsWithinTheirBoxOnly() {
        String box = fileType("mif1", "miaf");

        assertThat(ImageFormat.sniff(latin1(box + "heic"))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("heads")
    void neverThrowsOnAShortHead(ImageFormat format, String head) {
        byte[] whole = latin1(head);

        for (int length = 0; length < whole.length; length++) {
            assertThat(ImageFormat.sniff(Arrays.copyOf(whole, length)))
                    .satisfiesAnyOf(
                            found -> assertThat(found).isEmpty(),
                            found -> assertThat(found).contains(format));
        }
    }

    @Property
    void neverThrowsOnAnyBytes(@ForAll @Size(max = 300) byte[] head) {
        assertThat(ImageFormat.sniff(head)).isNotNull();
    }

    @Test
    void isNotSlowedDownByHostileComments() {
        byte[] head = latin1("<!---->".repeat(36));

        // A pattern that tried all ways of splitting these comments would not end within a lifetime.
        assertThat(ImageFormat.sniff(head)).isEmpty();
    }

    @Test
    void hasAMediaTypeAndAnExtensionForEachFormat() {
        assertThat(ImageFormat.values())
                .allSatisfy(format ->
                        assertThat(ImageFormat.ofMediaType(format.mediaType())).contains(format));
        assertThat(Map.of("jpg", ImageFormat.JPEG, "tif", ImageFormat.TIFF, "svg", ImageFormat.SVG))
                .allSatisfy(
                        (extension, format) -> assertThat(format.extension()).isEqualTo(extension));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "image/jpg", "IMAGE/JPEG", "image/jpeg; q=1", "text/html"})
    void knowsNoOtherMediaType(String mediaType) {
        assertThat(ImageFormat.ofMediaType(mediaType)).isEmpty();
    }

    /// An ISO media file's first box.
    private static String fileType(String majorBrand, String... compatibleBrands) {
        int length = 16 + 4 * compatibleBrands.length;
        String size = new String(ByteBuffer.allocate(4).putInt(length).array(), StandardCharsets.ISO_8859_1);
        return size + "ftyp" + majorBrand + "\0\0\0\0" + String.join("", compatibleBrands);
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
