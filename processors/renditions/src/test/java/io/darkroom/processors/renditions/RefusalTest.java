package io.darkroom.processors.renditions;

import static io.darkroom.processor.api.RejectionReason.CORRUPT_IMAGE;
import static io.darkroom.processor.api.RejectionReason.TOO_MANY_FRAMES;
import static io.darkroom.processor.api.RejectionReason.TOO_MANY_PIXELS;
import static io.darkroom.processor.api.RejectionReason.UNSUPPORTED_MEDIA_TYPE;
import static io.darkroom.vips.SampleImages.picture;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.processor.api.ProcessorAnswer.Done;
import io.darkroom.processor.api.ProcessorAnswer.Rejected;
import io.darkroom.processor.api.RejectionReason;
import io.darkroom.vips.Bombs;
import io.darkroom.vips.HostileImages;
import io.darkroom.vips.SampleImages;
import io.darkroom.vips.Vips;
import io.darkroom.vips.VipsException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalTest {

    @TempDir
    Path directory;

    private Studio studio;

    @BeforeEach
    void openStudio() throws Exception {
        studio = new Studio(directory, Map.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/svg+xml", "image/heic", "image/bmp", "application/pdf", "text/html", ""})
    void aMediaTypeThatIsNotTakenIsRefusedUnread(String mediaType) throws Exception {
        assertThat(reasonOf(SampleImages.png(picture(10, 10)), mediaType)).isEqualTo(UNSUPPORTED_MEDIA_TYPE);
    }

    @Test
    void theDecoderIsThatOfTheMediaTypeWhateverTheBytesAre() throws Exception {
        assertThat(reasonOf(SampleImages.png(picture(10, 10)), "image/jpeg")).isEqualTo(CORRUPT_IMAGE);
        assertThat(reasonOf("<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(UTF_8), "image/png"))
                .isEqualTo(CORRUPT_IMAGE);
    }

    @Test
    void anImageThatEndsTooEarlyIsCorrupt() throws Exception {
        byte[] jpeg = SampleImages.jpeg(picture(2000, 1500));
        byte[] png = SampleImages.png(picture(500, 400));
        byte[] webp = SampleImages.webp(picture(500, 400));

        assertThat(reasonOf(Arrays.copyOf(jpeg, 300), "image/jpeg")).isEqualTo(CORRUPT_IMAGE);
        assertThat(reasonOf(Arrays.copyOf(jpeg, 700), "image/jpeg")).isEqualTo(CORRUPT_IMAGE);
        assertThat(reasonOf(Arrays.copyOf(jpeg, jpeg.length - 1000), "image/jpeg"))
                .isEqualTo(CORRUPT_IMAGE);
        assertThat(reasonOf(Arrays.copyOf(png, png.length / 2), "image/png")).isEqualTo(CORRUPT_IMAGE);
        assertThat(reasonOf(Arrays.copyOf(webp, webp.length / 2), "image/webp")).isEqualTo(CORRUPT_IMAGE);
        assertThat(reasonOf(new byte[0], "image/gif")).isEqualTo(CORRUPT_IMAGE);
    }

    @Test
    void theMessageToTheSenderSaysNothingOfTheLibrary() throws Exception {
        Rejected rejected = studio.reject(Arrays.copyOf(SampleImages.png(picture(50, 40)), 100), "image/png");

        assertThat(rejected.message()).isEqualTo("The image is damaged or incomplete");
    }

    @Test
    void moreThanAHundredMillionPixelsAreRefusedFromTheHeader() throws Exception {
        Rejected rejected = studio.reject(HostileImages.pngClaiming(10_000, 10_001, false), "image/png");

        assertThat(rejected.reason()).isEqualTo(TOO_MANY_PIXELS);
        assertThat(rejected.message()).isEqualTo("The image has 100,010,000 pixels; at most 100,000,000 are taken");
        assertThat(reasonOf(HostileImages.pngClaiming(10_000, 10_000, false), "image/png"))
                .as("within the limit it is decoded, which shows that it lied")
                .isEqualTo(CORRUPT_IMAGE);
    }

    @Test
    void whatIsDecodedWholeMayHaveHalfAsMany() throws Exception {
        assertThat(reasonOf(HostileImages.pngClaiming(10_000, 5_001, true), "image/png"))
                .isEqualTo(TOO_MANY_PIXELS);
        assertThat(reasonOf(HostileImages.gifClaiming(10_000, 5_001), "image/gif"))
                .isEqualTo(TOO_MANY_PIXELS);
        assertThat(reasonOf(HostileImages.webpClaiming268Megapixels(), "image/webp"))
                .isEqualTo(TOO_MANY_PIXELS);
    }

    @Test
    void aSideMayHaveSixteenThousandPixels() throws Exception {
        assertThat(reasonOf(HostileImages.pngClaiming(16_385, 1, false), "image/png"))
                .isEqualTo(TOO_MANY_PIXELS);
        assertThat(reasonOf(HostileImages.gifClaiming(1, 65_535), "image/gif")).isEqualTo(TOO_MANY_PIXELS);
    }

    @Test
    void aBombIsRefusedWithoutMemoryForItsPixels() throws Exception {
        for (int i = 0; i < 20; i++) {
            studio.reject(HostileImages.pngClaiming(16_000, 16_000, true), "image/png");
            studio.reject(HostileImages.gifClaiming(16_000, 16_000), "image/gif");
            studio.reject(HostileImages.webpClaiming268Megapixels(), "image/webp");
        }

        assertThat(Vips.heldPixelBytes()).isLessThan(20_000_000);
    }

    @Test
    void moreThanAThousandFramesAreRefused() throws Exception {
        BufferedImage frame = SampleImages.palettePicture(4, 4);
        byte[] animation =
                SampleImages.animatedGif(Collections.nCopies(1001, frame).toArray(BufferedImage[]::new));

        assertThat(reasonOf(animation, "image/gif")).isEqualTo(TOO_MANY_FRAMES);
    }

    @Test
    void framesBeyondAllMeasureAreCountedToo() throws Exception {
        assertThat(reasonOf(Bombs.gifOfFrames(30_000), "image/gif")).isEqualTo(TOO_MANY_FRAMES);
        assertThat(reasonOf(Bombs.webpOfFrames(30_000), "image/webp")).isEqualTo(TOO_MANY_FRAMES);
    }

    @Test
    void moreThanAHundredScansAreRefusedUndecoded() throws Exception {
        Rejected rejected = studio.reject(Bombs.jpegOfScans(5_000, 8_000, 6_000), "image/jpeg");

        assertThat(rejected.reason()).isEqualTo(TOO_MANY_FRAMES);
        assertThat(rejected.message()).isEqualTo("The image has 5,000 scans; at most 100 are taken");
        assertThat(studio.develop(Bombs.jpegOfScans(100, 64, 64), "image/jpeg").results())
                .hasSize(3);
    }

    @Test
    void thePixelsOfAllFramesCount() throws Exception {
        Studio strict = new Studio(directory, Map.of("max-pixels", "500"));
        BufferedImage frame = SampleImages.palettePicture(10, 10);

        Done five = strict.develop(SampleImages.animatedGif(frame, frame, frame, frame, frame), "image/gif");
        Rejected six = strict.reject(SampleImages.animatedGif(frame, frame, frame, frame, frame, frame), "image/gif");

        assertThat(five.results()).hasSize(3);
        assertThat(six.reason()).isEqualTo(TOO_MANY_PIXELS);
    }

    @Test
    void limitsAreParameters() throws Exception {
        byte[] png = SampleImages.png(picture(100, 50));
        byte[] interlaced = SampleImages.interlacedPng(picture(100, 50));
        BufferedImage frame = SampleImages.palettePicture(4, 4);

        assertThat(new Studio(directory, Map.of("max-pixels", "4999"))
                        .reject(png, "image/png")
                        .reason())
                .isEqualTo(TOO_MANY_PIXELS);
        assertThat(new Studio(directory, Map.of("max-pixels-decoded-whole", "4999"))
                        .reject(interlaced, "image/png")
                        .reason())
                .isEqualTo(TOO_MANY_PIXELS);
        assertThat(new Studio(directory, Map.of("max-side", "99"))
                        .reject(png, "image/png")
                        .reason())
                .isEqualTo(TOO_MANY_PIXELS);
        assertThat(new Studio(directory, Map.of("max-frames", "1"))
                        .reject(SampleImages.animatedGif(frame, frame), "image/gif")
                        .reason())
                .isEqualTo(TOO_MANY_FRAMES);
    }

    @Test
    void theNextImageIsNotHarmedByABadOne() throws Exception {
        studio.reject(Arrays.copyOf(SampleImages.jpeg(picture(500, 400)), 700), "image/jpeg");

        assertThat(studio.develop(SampleImages.jpeg(picture(500, 400)), "image/jpeg")
                        .results())
                .hasSize(3);
    }

    private RejectionReason reasonOf(byte[] image, String mediaType) throws IOException, VipsException {
        return studio.reject(image, mediaType).reason();
    }
}
