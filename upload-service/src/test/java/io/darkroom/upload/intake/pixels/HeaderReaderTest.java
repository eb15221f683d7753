package io.darkroom.upload.intake.pixels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.darkroom.events.ImageFormat;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderReaderTest {

    private static final int WIDTH = 4_321;
    private static final int HEIGHT = 765;
    private static final String SIZE = WIDTH + "x" + HEIGHT;

    static Stream<Arguments> images() {
        return Stream.of(
                Arguments.of(ImageFormat.PNG, "", ClaimedSizes.png(WIDTH, HEIGHT)),
                Arguments.of(ImageFormat.GIF, "", ClaimedSizes.gif(WIDTH, HEIGHT)),
                Arguments.of(ImageFormat.BMP, "", ClaimedSizes.bmp(WIDTH, HEIGHT)),
                Arguments.of(ImageFormat.BMP, "old", ClaimedSizes.oldBmp(WIDTH, HEIGHT)),
                Arguments.of(ImageFormat.WEBP, "lossy", ClaimedSizes.lossyWebp(WIDTH, HEIGHT)),
                Arguments.of(ImageFormat.WEBP, "lossless", ClaimedSizes.losslessWebp(WIDTH, HEIGHT)),
                Arguments.of(ImageFormat.WEBP, "extended", ClaimedSizes.extendedWebp(WIDTH, HEIGHT)),
                Arguments.of(ImageFormat.JPEG, "plain", ClaimedSizes.jpeg(WIDTH, HEIGHT, 0)),
                Arguments.of(ImageFormat.JPEG, "of a camera", ClaimedSizes.jpeg(WIDTH, HEIGHT, 150_000)),
                Arguments.of(ImageFormat.TIFF, "", ClaimedSizes.tiff(ByteOrder.LITTLE_ENDIAN, WIDTH, HEIGHT, 8)),
                Arguments.of(
                        ImageFormat.TIFF,
                        "with its directory at its end",
                        ClaimedSizes.tiff(ByteOrder.BIG_ENDIAN, WIDTH, HEIGHT, 100_000)),
                Arguments.of(ImageFormat.TIFF, "big", ClaimedSizes.bigTiff(WIDTH, HEIGHT)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("images")
    void findsTheSizeHoweverTheBytesAreCut(ImageFormat format, String kind, byte[] image) {
        assertThat(ImageFormat.sniff(image)).contains(format);
        for (int piece : new int[] {1, 2, 3, 7, 1_000, image.length}) {
            assertThat(sizes(format, image, piece)).as("in pieces of " + piece).containsExactly(SIZE);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"AVIF", "HEIC"})
    void findsTheSizesOfAllPicturesThatAnImageIsPutTogetherFrom(ImageFormat format) {
        byte[] image = ClaimedSizes.isoMedia(format, WIDTH, HEIGHT);

        assertThat(ImageFormat.sniff(image)).contains(format);
        for (int piece : new int[] {1, 5, image.length}) {
            assertThat(sizes(format, image, piece)).containsExactly("512x512", SIZE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"JPEG", "PNG", "GIF", "BMP", "TIFF"})
    void findsTheSizeOfWhatAnEncoderWrote(String format) throws IOException {
        ByteArrayOutputStream image = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(61, 47, BufferedImage.TYPE_INT_RGB), format.toLowerCase(Locale.ROOT), image);

        assertThat(sizes(ImageFormat.valueOf(format), image.toByteArray(), 100)).containsExactly("61x47");
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("images")
    void tellsNothingOfWhatEndsBeforeItsHeader(ImageFormat format, String kind, byte[] image) {
        assertThat(sizes(format, Arrays.copyOf(image, 9), 9)).isEmpty();
    }

    @Test
    void knowsNoPixelsOfADrawing() {
        assertThat(sizes(
                        ImageFormat.SVG, "<svg width='100000' height='100000'/>".getBytes(StandardCharsets.UTF_8), 100))
                .isEmpty();
    }

    @Property(tries = 300)
    void takesWhateverComes(
            @ForAll ImageFormat format, @ForAll byte[] hostile, @ForAll @IntRange(min = 0, max = 11) int kind) {
        byte[] image =
                images().map(of -> (byte[]) of.get()[2]).toList().get(kind).clone();
        System.arraycopy(hostile, 0, image, 0, Math.min(hostile.length, image.length));

        assertThatCode(() -> sizes(format, image, 1_000)).doesNotThrowAnyException();
        assertThatCode(() -> sizes(format, hostile, 1)).doesNotThrowAnyException();
    }

    private static List<String> sizes(ImageFormat format, byte[] image, int piece) {
        List<String> sizes = new ArrayList<>();
        HeaderReader reader = new HeaderReader(format, (widthPx, heightPx) -> sizes.add(widthPx + "x" + heightPx));
        for (int at = 0; at < image.length; at += piece) {
            reader.feed(image, at, Math.min(piece, image.length - at));
        }
        return sizes;
    }
}
