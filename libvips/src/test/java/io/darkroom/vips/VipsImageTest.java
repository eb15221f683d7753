package io.darkroom.vips;

import static io.darkroom.vips.SampleImages.picture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class VipsImageTest {

    @Test
    void fitsIntoASquareAndKeepsItsShape() throws VipsException {
        try (VipsInput input = VipsInput.copyOf(SampleImages.png(picture(800, 400)))) {
            VipsImage small = input.open(VipsLoader.PNG).fitInto(100);

            assertThat(small.widthPx()).isEqualTo(100);
            assertThat(small.heightPx()).isEqualTo(50);
        }
    }

    @Test
    void isNeverMadeLarger() throws VipsException {
        try (VipsInput input = VipsInput.copyOf(SampleImages.png(picture(80, 40)))) {
            assertThat(input.open(VipsLoader.PNG).fitInto(100).widthPx()).isEqualTo(80);
        }
    }

    @Test
    void isResizedToExactlyTheSizeThatIsAskedFor() throws VipsException {
        try (VipsInput input = VipsInput.copyOf(SampleImages.png(picture(80, 40)))) {
            VipsImage image = input.open(VipsLoader.PNG).computed();

            assertThat(image.resized(33, 17, Gamut.SRGB).widthPx()).isEqualTo(33);
            assertThat(image.resized(33, 17, Gamut.SRGB).heightPx()).isEqualTo(17);
            assertThat(image.resized(160, 20, Gamut.SRGB).computed().widthPx()).isEqualTo(160);
        }
    }

    @Test
    void aPartIsCutOut() throws VipsException {
        try (VipsInput input = VipsInput.copyOf(SampleImages.png(picture(80, 40)))) {
            VipsImage part = input.open(VipsLoader.PNG).computed().cropped(30, 40);

            assertThat(part.widthPx()).isEqualTo(30);
            assertThat(part.heightPx()).isEqualTo(40);
        }
    }

    @Test
    void pixelsGoInAndComeOut() throws Exception {
        byte[] pixels = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};

        try (VipsInput input = VipsInput.copyOf(new byte[0])) {
            VipsImage image = input.ofPixels(2, 2, 3, 6, buffer -> buffer.put(pixels));

            assertThat(image.colourSpace()).isEqualTo("srgb");
            assertThat(image.orientation()).isEqualTo(6);
            assertThat(image.pixels()).isEqualTo(pixels);
            assertThat(image.resized(2, 2, Gamut.SRGB).pixels())
                    .as("upright: a quarter to the right")
                    .isEqualTo(new byte[] {7, 8, 9, 1, 2, 3, 10, 11, 12, 4, 5, 6});
        }
    }

    @Test
    void wideColoursAreKeptOnlyWhereThereAreSome() throws VipsException {
        byte[] plain = SampleImages.jpeg(picture(50, 50));
        byte[] wide = Jpegs.withProfile(plain, IccProfiles.displayP3());

        try (VipsInput input = VipsInput.copyOf(wide)) {
            VipsImage kept = input.open(VipsLoader.JPEG)
                    .resized(40, 40, Gamut.DISPLAY_P3)
                    .computed();

            assertThat(kept.isWideGamut()).isTrue();
            assertThat(kept.resized(20, 20, Gamut.DISPLAY_P3).isWideGamut()).isTrue();
            assertThat(kept.resized(20, 20, Gamut.SRGB).isWideGamut()).isFalse();
        }
        try (VipsInput input = VipsInput.copyOf(plain)) {
            assertThat(input.open(VipsLoader.JPEG)
                            .resized(40, 40, Gamut.DISPLAY_P3)
                            .isWideGamut())
                    .isFalse();
        }
    }

    @Test
    void severalSizesComeOutOfOneDecode() throws VipsException {
        try (VipsInput input = VipsInput.copyOf(SampleImages.jpeg(picture(800, 400)))) {
            VipsImage large = input.open(VipsLoader.JPEG).fitInto(400).computed();
            VipsImage medium = large.fitInto(200).computed();

            assertThat(medium.fitInto(100).computed().widthPx()).isEqualTo(100);
            assertThat(large.fitInto(50).computed().widthPx()).isEqualTo(50);
        }
    }

    @Test
    void isEncodedInTheFormatOfTheExtension() throws VipsException {
        try (VipsInput input = VipsInput.copyOf(SampleImages.png(picture(80, 40)))) {
            VipsImage image = input.open(VipsLoader.PNG).computed();

            assertThat(image.encoded("jpg", "Q=80,keep=none")).startsWith(0xff, 0xd8, 0xff);
            assertThat(image.encoded("png", "keep=none")).startsWith(0x89, 'P', 'N', 'G');
        }
    }

    @Test
    void saysSoWhenItCannotBeEncoded() throws VipsException {
        try (VipsInput input = VipsInput.copyOf(SampleImages.png(picture(80, 40)))) {
            VipsImage image = input.open(VipsLoader.PNG);

            assertThatExceptionOfType(VipsException.class).isThrownBy(() -> image.encoded("xyz", "Q=80"));
        }
    }

    @Test
    void knowsWhetherAnythingIsTransparent() throws VipsException {
        assertThat(isTransparent(picture(50, 50))).isFalse();
        assertThat(isTransparent(SampleImages.opaquePictureWithAlpha(50, 50))).isFalse();
        assertThat(isTransparent(SampleImages.halfTransparentPicture(50, 50))).isTrue();
    }

    @Test
    void losesItsAlphaChannelOnly() throws VipsException {
        try (VipsInput input = VipsInput.copyOf(SampleImages.png(SampleImages.opaquePictureWithAlpha(50, 50)))) {
            VipsImage image = input.open(VipsLoader.PNG).computed();

            assertThat(image.hasAlpha()).isTrue();
            assertThat(image.bands()).isEqualTo(4);
            assertThat(image.withoutAlpha().hasAlpha()).isFalse();
            assertThat(image.withoutAlpha().bands()).isEqualTo(3);
        }
    }

    @Test
    void givesItsColourProfileAway() throws VipsException, IOException {
        byte[] jpeg = Jpegs.withProfile(SampleImages.jpeg(picture(50, 50)), IccProfiles.displayP3());

        try (VipsInput input = VipsInput.copyOf(jpeg)) {
            assertThat(input.open(VipsLoader.JPEG).iccProfile()).contains(IccProfiles.displayP3());
        }
        try (VipsInput input = VipsInput.copyOf(SampleImages.jpeg(picture(50, 50)))) {
            assertThat(input.open(VipsLoader.JPEG).iccProfile()).isEmpty();
        }
    }

    @Test
    void aProfileThatIsDamagedOrForAnotherKindOfImageIsPassedOver() throws VipsException, IOException {
        byte[] plain = SampleImages.jpeg(picture(50, 50));
        byte[] damaged = IccProfiles.displayP3();
        Arrays.fill(damaged, 128, damaged.length, (byte) 0);

        assertThat(colourAt(Jpegs.withProfile(plain, damaged), 25, 45)).isEqualTo(colourAt(plain, 25, 45));
        assertThat(colourAt(Jpegs.withProfile(plain, IccProfiles.grey()), 25, 45))
                .isEqualTo(colourAt(plain, 25, 45));
        assertThat(colourAt(Jpegs.withProfile(plain, new byte[] {1, 2, 3}), 25, 45))
                .isEqualTo(colourAt(plain, 25, 45));
    }

    @Test
    void aConvertedImageSaysThatItIsSrgb() throws VipsException {
        byte[] wide = Jpegs.withProfile(SampleImages.jpeg(picture(50, 50)), IccProfiles.displayP3());

        try (VipsInput input = VipsInput.copyOf(wide)) {
            VipsImage converted = input.open(VipsLoader.JPEG).fitInto(40).computed();

            assertThat(converted.iccProfile())
                    .hasValueSatisfying(
                            profile -> assertThat(IccProfile.isSrgb(profile)).isTrue());
        }
    }

    @Test
    void coloursOfAWiderSpaceAreConverted() throws VipsException, IOException {
        byte[] plain = SampleImages.jpeg(picture(50, 50));

        assertThat(colourAt(Jpegs.withProfile(plain, IccProfiles.displayP3()), 10, 5))
                .isNotEqualTo(colourAt(plain, 10, 5));
    }

    private int colourAt(byte[] jpeg, int x, int y) throws VipsException, IOException {
        try (VipsInput input = VipsInput.copyOf(jpeg)) {
            byte[] png = input.open(VipsLoader.JPEG).fitInto(50).encoded("png", "keep=none");
            return ImageIO.read(new ByteArrayInputStream(png)).getRGB(x, y);
        }
    }

    private static boolean isTransparent(BufferedImage picture) throws VipsException {
        try (VipsInput input = VipsInput.copyOf(SampleImages.png(picture))) {
            return input.open(VipsLoader.PNG).computed().isTransparentAnywhere();
        }
    }
}
