package io.darkroom.vips;

import static io.darkroom.vips.SampleImages.picture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VipsInputTest {

    @ParameterizedTest
    @EnumSource
    void readsTheHeaderOfEveryFormat(VipsLoader loader) throws VipsException {
        byte[] encoded = sample(loader);

        try (VipsInput input = VipsInput.copyOf(encoded)) {
            VipsImage image = input.open(loader);

            assertThat(image.widthPx()).isEqualTo(300);
            assertThat(image.heightPx()).isEqualTo(200);
            assertThat(image.longSidePx()).isEqualTo(300);
            assertThat(image.pages()).isOne();
            assertThat(image.orientation()).isOne();
            assertThat(image.colourSpace()).isEqualTo("srgb");
        }
    }

    @ParameterizedTest
    @EnumSource
    void decodesEveryFormat(VipsLoader loader) throws VipsException {
        byte[] encoded = sample(loader);

        try (VipsInput input = VipsInput.copyOf(encoded)) {
            VipsImage image = input.open(loader).computed();

            assertThat(image.widthPx()).isEqualTo(300);
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesBytesOfAnotherFormat(VipsLoader loader) {
        byte[] other = sample(loader == VipsLoader.GIF ? VipsLoader.PNG : VipsLoader.GIF);

        try (VipsInput input = VipsInput.copyOf(other)) {
            assertThatExceptionOfType(VipsException.class).isThrownBy(() -> input.open(loader));
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesAnImageThatEndsTooEarly(VipsLoader loader) {
        byte[] whole = sample(loader);
        byte[] half = Arrays.copyOf(whole, whole.length / 2);

        try (VipsInput input = VipsInput.copyOf(half)) {
            assertThatExceptionOfType(VipsException.class)
                    .isThrownBy(() -> input.open(loader).computed());
        }
    }

    @Test
    void refusesAJpegCutOffAfterItsHeader() {
        byte[] cut = Arrays.copyOf(SampleImages.jpeg(picture(1000, 800)), 700);

        try (VipsInput input = VipsInput.copyOf(cut)) {
            assertThatExceptionOfType(VipsException.class)
                    .isThrownBy(() -> input.open(VipsLoader.JPEG).computed());
        }
    }

    @Test
    void refusesNoBytesAtAll(@TempDir Path directory) throws IOException {
        Path empty = Files.createFile(directory.resolve("empty"));

        try (VipsInput input = VipsInput.map(empty)) {
            assertThatExceptionOfType(VipsException.class).isThrownBy(() -> input.open(VipsLoader.JPEG));
        }
    }

    @Test
    void readsAMappedFile(@TempDir Path directory) throws IOException, VipsException {
        Path file = Files.write(directory.resolve("image"), SampleImages.png(picture(300, 200)));

        try (VipsInput input = VipsInput.map(file)) {
            assertThat(input.open(VipsLoader.PNG).computed().widthPx()).isEqualTo(300);
        }
    }

    @Test
    void readsOnlyTheHeaderOfAnImageThatClaimsToBeHuge() throws VipsException {
        assertThat(sizeOf(VipsLoader.PNG, HostileImages.pngClaiming(20_000, 30_000, true)))
                .isEqualTo("20000x30000");
        assertThat(sizeOf(VipsLoader.GIF, HostileImages.gifClaiming(65_000, 65_000)))
                .isEqualTo("65000x65000");
        assertThat(sizeOf(VipsLoader.WEBP, HostileImages.webpClaiming268Megapixels()))
                .isEqualTo("16383x16383");
        assertThat(Vips.heldPixelBytes()).isLessThan(20_000_000);
    }

    @Test
    void aJpegIsReducedByAPowerOfTwoThatDoesNotExceedTheFactor() throws VipsException {
        byte[] encoded = SampleImages.jpeg(picture(800, 400));

        try (VipsInput input = VipsInput.copyOf(encoded)) {
            assertThat(input.openReduced(VipsLoader.JPEG, 1.99).widthPx()).isEqualTo(800);
            assertThat(input.openReduced(VipsLoader.JPEG, 3.5).widthPx()).isEqualTo(400);
            assertThat(input.openReduced(VipsLoader.JPEG, 5).widthPx()).isEqualTo(200);
            assertThat(input.openReduced(VipsLoader.JPEG, 1000).widthPx()).isEqualTo(100);
        }
    }

    @Test
    void aWebpIsReducedByAnyFactor() throws VipsException {
        byte[] encoded = SampleImages.webp(picture(800, 400));

        try (VipsInput input = VipsInput.copyOf(encoded)) {
            assertThat(input.openReduced(VipsLoader.WEBP, 2.5).widthPx()).isEqualTo(320);
        }
    }

    @Test
    void anErrorIsTakenOutOfTheErrorBuffer() {
        try (VipsInput input = VipsInput.copyOf(new byte[100])) {
            assertThatThrownBy(() -> input.open(VipsLoader.PNG)).isInstanceOf(VipsException.class);
        }

        assertThat(ProcessFunctions.errorBuffer()).isEmpty();
    }

    @Test
    void tellsWhatMustBeDecodedWhole() throws VipsException {
        assertThat(isInterlaced(VipsLoader.JPEG, SampleImages.jpeg(picture(300, 200))))
                .isFalse();
        assertThat(isInterlaced(VipsLoader.JPEG, SampleImages.progressiveJpeg(picture(300, 200))))
                .isTrue();
        assertThat(isInterlaced(VipsLoader.PNG, SampleImages.png(picture(300, 200))))
                .isFalse();
        assertThat(isInterlaced(VipsLoader.PNG, SampleImages.interlacedPng(picture(300, 200))))
                .isTrue();
    }

    @Test
    void aClosedImageCannotBeUsed() throws VipsException {
        try (VipsInput input = VipsInput.copyOf(sample(VipsLoader.PNG))) {
            VipsImage image = input.open(VipsLoader.PNG);
            image.close();
            image.close();

            assertThatThrownBy(image::widthPx).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void closingTheInputClosesItsImagesAndFreesTheirPixels() throws VipsException {
        byte[] encoded = SampleImages.jpeg(picture(1000, 1000));

        for (int round = 0; round < 50; round++) {
            VipsInput input = VipsInput.copyOf(encoded);
            VipsImage large = input.open(VipsLoader.JPEG).fitInto(900).computed();
            VipsImage small = large.fitInto(800).computed();
            input.close();

            assertThatThrownBy(small::widthPx).isInstanceOf(IllegalStateException.class);
        }

        // 50 images of 2.4 MB and 1.9 MB; the library keeps some buffers of its own.
        assertThat(Vips.heldPixelBytes()).isLessThan(20_000_000);
    }

    private static String sizeOf(VipsLoader loader, byte[] encoded) throws VipsException {
        try (VipsInput input = VipsInput.copyOf(encoded)) {
            VipsImage image = input.open(loader);
            return image.widthPx() + "x" + image.heightPx();
        }
    }

    private static boolean isInterlaced(VipsLoader loader, byte[] encoded) throws VipsException {
        try (VipsInput input = VipsInput.copyOf(encoded)) {
            return input.open(loader).isInterlaced();
        }
    }

    private static byte[] sample(VipsLoader loader) {
        return switch (loader) {
            case JPEG -> SampleImages.jpeg(picture(300, 200));
            case PNG -> SampleImages.png(picture(300, 200));
            case GIF -> SampleImages.encoded(picture(300, 200), "gif");
            case WEBP -> SampleImages.webp(picture(300, 200));
            case TIFF -> SampleImages.encoded(picture(300, 200), "tiff");
            case AVIF -> SampleImages.avif(picture(300, 200));
        };
    }
}
