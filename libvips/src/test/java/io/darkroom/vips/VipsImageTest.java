package io.darkroom.vips;

import static io.darkroom.vips.SampleImages.picture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VipsImageTest {

    @TempDir
    Path directory;

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
    void isWrittenInTheFormatOfTheExtension() throws VipsException, IOException {
        Path jpeg = directory.resolve("out.jpg");
        Path png = directory.resolve("out.png");

        try (VipsInput input = VipsInput.copyOf(SampleImages.png(picture(80, 40)))) {
            VipsImage image = input.open(VipsLoader.PNG).computed();
            image.write(jpeg, "Q=80,keep=none");
            image.write(png, "keep=none");
        }

        assertThat(Files.readAllBytes(jpeg)).startsWith(0xff, 0xd8, 0xff);
        assertThat(Files.readAllBytes(png)).startsWith(0x89, 'P', 'N', 'G');
    }

    @Test
    void aPathMayContainTheSignsThatMarkOptions() throws VipsException, IOException {
        Path odd = Files.createDirectory(directory.resolve("a[b]=c,d")).resolve("out.png");

        try (VipsInput input = VipsInput.copyOf(SampleImages.png(picture(80, 40)))) {
            input.open(VipsLoader.PNG).write(odd, "keep=none");
        }

        assertThat(odd).isRegularFile();
    }

    @Test
    void saysSoWhenAFileCannotBeWritten() throws VipsException {
        Path nowhere = directory.resolve("missing").resolve("out.png");

        try (VipsInput input = VipsInput.copyOf(SampleImages.png(picture(80, 40)))) {
            VipsImage image = input.open(VipsLoader.PNG);

            assertThatExceptionOfType(VipsException.class).isThrownBy(() -> image.write(nowhere, "keep=none"));
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
    void coloursOfAWiderSpaceAreConverted() throws VipsException, IOException {
        byte[] plain = SampleImages.jpeg(picture(50, 50));

        assertThat(colourAt(Jpegs.withProfile(plain, IccProfiles.displayP3()), 10, 5))
                .isNotEqualTo(colourAt(plain, 10, 5));
    }

    private int colourAt(byte[] jpeg, int x, int y) throws VipsException, IOException {
        Path out = directory.resolve("out.png");
        try (VipsInput input = VipsInput.copyOf(jpeg)) {
            input.open(VipsLoader.JPEG).fitInto(50).write(out, "keep=none");
        }
        return ImageIO.read(out.toFile()).getRGB(x, y);
    }

    private static boolean isTransparent(BufferedImage picture) throws VipsException {
        try (VipsInput input = VipsInput.copyOf(SampleImages.png(picture))) {
            return input.open(VipsLoader.PNG).computed().isTransparentAnywhere();
        }
    }
}
