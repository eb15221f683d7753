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
