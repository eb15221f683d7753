package io.darkroom.processors.renditions;

import static io.darkroom.vips.SampleImages.picture;
import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.processor.api.ProcessorAnswer.Done;
import io.darkroom.processor.api.ResultFile;
import io.darkroom.vips.IccProfiles;
import io.darkroom.vips.Jpegs;
import io.darkroom.vips.SampleImages;
import io.darkroom.vips.SampleTiffs;
import io.darkroom.vips.VipsException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Results against a reference that the JDK's own decoders and colour management make. Distances are
/// mean absolute differences of a channel of 0 to 255.
class ColourTest {

    private static final int WIDTH = 450;
    private static final int HEIGHT = 300;

    private Studio studio;

    @BeforeEach
    void openStudio(@TempDir Path directory) throws Exception {
        studio = new Studio(directory, Map.of("renditions", "large:450,medium:200,small:80"));
    }

    @Test
    void everyFormatShowsThePicture() throws Exception {
        BufferedImage original = picture(WIDTH, HEIGHT);

        assertShows(original, SampleImages.jpeg(original), "image/jpeg");
        assertShows(original, SampleImages.progressiveJpeg(original), "image/jpeg");
        assertShows(original, SampleImages.png(original), "image/png");
        assertShows(original, SampleImages.interlacedPng(original), "image/png");
        assertShows(original, SampleImages.encoded(original, "tiff"), "image/tiff");
        assertShows(original, SampleImages.webp(original), "image/webp");
        assertShows(original, SampleImages.avif(original), "image/avif");
    }

    @Test
    void sixteenBitsBecomeEight() throws Exception {
        BufferedImage deep = SampleImages.deepPicture(WIDTH, HEIGHT);

        assertShows(picture(WIDTH, HEIGHT), SampleImages.png(deep), "image/png");
        assertShows(picture(WIDTH, HEIGHT), SampleImages.encoded(deep, "tiff"), "image/tiff");
    }

    @Test
    void greyIsShownAsItIs() throws Exception {
        BufferedImage grey = SampleImages.greyPicture(WIDTH, HEIGHT);

        assertShows(Pictures.withoutGreySpace(grey), SampleImages.png(grey), "image/png");
        assertShows(Pictures.withoutGreySpace(grey), SampleImages.jpeg(grey), "image/jpeg");
    }

    @Test
    void aPaletteIsShownAsItIs() throws Exception {
        BufferedImage palette = SampleImages.palettePicture(WIDTH, HEIGHT);

        assertShowsInAreas(palette, SampleImages.png(palette), "image/png");
        assertShowsInAreas(palette, SampleImages.encoded(palette, "gif"), "image/gif");
    }

    @Test
    void ofAnAnimationTheFirstFrameIsShown() throws Exception {
        BufferedImage first = SampleImages.palettePicture(WIDTH, HEIGHT);
        BufferedImage second = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_INDEXED);

        assertShowsInAreas(first, SampleImages.animatedGif(first, second), "image/gif");
    }

    @Test
    void printingColoursWithoutAProfileAreShownAsBrowsersShowThem() throws Exception {
        // given: inks of which each takes its light away, as the sample's writer mixed them
        BufferedImage original = picture(WIDTH, HEIGHT);

        assertShows(original, SampleImages.cmykJpeg(original), "image/jpeg");
    }

    @Test
    void aTiffOfLumaAndChromaShowsThePicture() throws Exception {
        BufferedImage original = picture(WIDTH, HEIGHT);

        assertShows(original, SampleTiffs.ycbcr(original, 1), "image/tiff");
        assertShows(original, SampleTiffs.ycbcr(original, 2), "image/tiff");
        assertShows(original, SampleTiffs.ycbcrWithBadCoefficients(original), "image/tiff");
    }

    @ParameterizedTest
    @ValueSource(ints = {450, 1000})
    void aWiderColourSpaceIsConverted(int width) throws Exception {
        // given: the same numbers mean more vivid colours, as the JDK's colour management says too
        BufferedImage numbers = picture(width, width * 2 / 3);
        BufferedImage meant =
                Pictures.converted(numbers, new ICC_ColorSpace(ICC_Profile.getInstance(IccProfiles.displayP3())));
        byte[] jpeg = Jpegs.withProfile(SampleImages.jpeg(numbers), IccProfiles.displayP3());

        BufferedImage shown = studio.picture(jpeg, "image/jpeg");

        BufferedImage expected = Pictures.resized(meant, shown.getWidth(), shown.getHeight());
        assertThat(Pictures.distance(shown, expected)).isLessThan(2);
        assertThat(Pictures.distance(shown, Pictures.resized(numbers, shown.getWidth(), shown.getHeight())))
                .isGreaterThan(4);
    }

    @Test
    void anSrgbProfileChangesNothing() throws Exception {
        BufferedImage original = picture(WIDTH, HEIGHT);
        byte[] jpeg = SampleImages.jpeg(original);
        byte[] srgb = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();

        assertThat(Pictures.distance(
                        studio.picture(Jpegs.withProfile(jpeg, srgb), "image/jpeg"),
                        studio.picture(jpeg, "image/jpeg")))
                .isZero();
    }

    @Test
    void whatIsTransparentStaysSoAsWebp() throws Exception {
        BufferedImage original = SampleImages.halfTransparentPicture(WIDTH, HEIGHT);

        Done done = studio.develop(SampleImages.png(original), "image/png");

        assertThat(done.results()).extracting(ResultFile::mediaType).containsOnly("image/webp");
        for (ResultFile result : done.results()) {
            BufferedImage shown = studio.decoded(result);
            int middle = shown.getHeight() / 2;
            assertThat(shown.getRGB(shown.getWidth() / 4, middle) >>> 24).isZero();
            assertThat(shown.getRGB(shown.getWidth() * 3 / 4, middle) >>> 24).isEqualTo(255);
        }
        BufferedImage shown = studio.decoded(done.results().getFirst());
        assertThat(Pictures.distance(
                        shown.getSubimage(WIDTH / 2, 0, WIDTH / 2, HEIGHT),
                        original.getSubimage(WIDTH / 2, 0, WIDTH / 2, HEIGHT)))
                .isLessThan(2);
    }

    @Test
    void anAlphaChannelInWhichNothingIsTransparentGoes() throws Exception {
        BufferedImage original = SampleImages.opaquePictureWithAlpha(WIDTH, HEIGHT);

        Done done = studio.develop(SampleImages.png(original), "image/png");

        assertThat(done.results()).extracting(ResultFile::mediaType).containsOnly("image/jpeg");
        assertThat(Pictures.distance(studio.decoded(done.results().getFirst()), picture(WIDTH, HEIGHT)))
                .isLessThan(2);
    }

    private void assertShows(BufferedImage expected, byte[] encoded, String mediaType)
            throws IOException, VipsException {
        Done done = studio.develop(encoded, mediaType);
        for (ResultFile result : done.results()) {
            BufferedImage shown = studio.decoded(result);
            assertThat(Pictures.distance(shown, Pictures.resized(expected, shown.getWidth(), shown.getHeight())))
                    .as("%s of %s", result.name(), mediaType)
                    .isLessThan(2);
        }
    }

    // JPEG blurs the hard edges between a palette's colours; the colours themselves must be right.
    private void assertShowsInAreas(BufferedImage expected, byte[] encoded, String mediaType)
            throws IOException, VipsException {
        BufferedImage shown = studio.picture(encoded, mediaType);

        assertThat(Pictures.distance(Pictures.resized(shown, 45, 30), Pictures.resized(expected, 45, 30)))
                .isLessThan(2);
    }
}
