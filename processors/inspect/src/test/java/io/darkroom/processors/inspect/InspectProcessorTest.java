package io.darkroom.processors.inspect;

import static io.darkroom.vips.SampleImages.picture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.darkroom.processor.api.ImageProcessor;
import io.darkroom.processor.api.ProcessorAnswer.Rejected;
import io.darkroom.processor.api.RejectionReason;
import io.darkroom.vips.Jpegs;
import io.darkroom.vips.SampleImages;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectProcessorTest {

    @TempDir
    Path directory;

    private Inspection inspection;

    @BeforeEach
    void openProcessor() {
        inspection = new Inspection(directory, Map.of());
    }

    @Test
    void isFoundByTheServiceLoader() {
        assertThat(ServiceLoader.load(ImageProcessor.class))
                .singleElement()
                .extracting(ImageProcessor::name)
                .isEqualTo("inspect");
    }

    @Test
    void saysWhatAnImageIs() throws Exception {
        byte[] turned = Jpegs.withOrientation(SampleImages.jpeg(picture(300, 200)), 6);

        assertThat(inspection.attributes(turned, "image/jpeg"))
                .containsEntry("media-type", "image/jpeg")
                .containsEntry("stored-size", "300x200")
                .containsEntry("size", "200x300")
                .containsEntry("pages", "1")
                .containsEntry("bit-depth", "8")
                .containsEntry("colour-space", "srgb")
                .containsEntry("alpha", "false")
                .containsEntry("colour-profile", "false")
                .containsKeys("colours", "perceptual-hash", "sharpness")
                .doesNotContainKeys("camera-make", "camera-model", "taken-at", "gps");
    }

    @Test
    void knowsDepthPagesAndAlpha() throws Exception {
        byte[] deep = SampleImages.png(SampleImages.deepPicture(30, 20));
        byte[] animation = SampleImages.animatedGif(picture(30, 20), picture(30, 20));
        byte[] clear = SampleImages.png(SampleImages.halfTransparentPicture(30, 20));

        assertThat(inspection.attributes(deep, "image/png")).containsEntry("bit-depth", "16");
        assertThat(inspection.attributes(animation, "image/gif")).containsEntry("pages", "2");
        assertThat(inspection.attributes(clear, "image/png")).containsEntry("alpha", "true");
    }

    @Test
    void saysWhatTheCameraNotedButNotWhere() throws Exception {
        byte[] jpeg = ExifBlocks.withCamera(SampleImages.jpeg(picture(300, 200)));

        assertThat(inspection.attributes(jpeg, "image/jpeg"))
                .containsEntry("camera-make", "Acme (Optics)")
                .containsEntry("camera-model", "One")
                .containsEntry("taken-at", "2026-05-17T08:30:15")
                .doesNotContainKey("gps");
    }

    @Test
    void saysWhereIfToldTo() throws Exception {
        Inspection telling = new Inspection(directory, Map.of("gps", "true"));

        assertThat(telling.attributes(ExifBlocks.withCamera(SampleImages.jpeg(picture(300, 200))), "image/jpeg"))
                .containsEntry("gps", "48.133333,-11.566667");
    }

    @Test
    void findsTheColoursThatAPictureIsMadeOf() throws Exception {
        BufferedImage image = new BufferedImage(200, 100, BufferedImage.TYPE_INT_RGB);
        Graphics2D brush = image.createGraphics();
        brush.setColor(new Color(0x20, 0x40, 0xc0));
        brush.fillRect(0, 0, 140, 100);
        brush.setColor(new Color(0xf0, 0xf0, 0x10));
        brush.fillRect(140, 0, 60, 100);
        brush.dispose();

        String colours =
                inspection.attributes(SampleImages.png(image), "image/png").get("colours");

        assertThat(colours).matches("#2040c0 (69|70)%, #f0f010 (29|30)%");
    }

    @Test
    void ofAPictureThatCannotBeSeenThereAreNoColours() throws Exception {
        BufferedImage clear = new BufferedImage(20, 10, BufferedImage.TYPE_INT_ARGB);

        assertThat(inspection.attributes(SampleImages.png(clear), "image/png")).containsEntry("colours", "none");
    }

    @Test
    void picturesThatLookAlikeHaveHashesThatAreAlike() throws Exception {
        long hash = hash(SampleImages.jpeg(discs(1, 900, 600)), "image/jpeg");
        long smaller = hash(SampleImages.webp(discs(1, 300, 200)), "image/webp");
        long other = hash(SampleImages.png(discs(2, 900, 600)), "image/png");

        assertThat(Long.bitCount(hash ^ smaller)).isLessThanOrEqualTo(6);
        assertThat(Long.bitCount(hash ^ other)).isGreaterThan(16);
    }

    @Test
    void aSharpPictureIsSharperThanTheSameBlurred() throws Exception {
        float[] ninth = new float[81];
        Arrays.fill(ninth, 1 / 81f);
        BufferedImage blurred = new ConvolveOp(new Kernel(9, 9, ninth)).filter(noise(), null);

        assertThat(sharpness(noise())).isGreaterThan(20 * sharpness(blurred));
    }

    @Test
    void whatCannotBeDecodedIsRefused() throws Exception {
        byte[] png = SampleImages.png(picture(100, 80));

        assertThat(reason(Arrays.copyOf(png, png.length / 2), "image/png")).isEqualTo(RejectionReason.CORRUPT_IMAGE);
        assertThat(reason(png, "image/heic")).isEqualTo(RejectionReason.UNSUPPORTED_MEDIA_TYPE);
        assertThat(((Rejected) new Inspection(directory, Map.of("max-pixels", "100")).answer(png, "image/png"))
                        .reason())
                .isEqualTo(RejectionReason.TOO_MANY_PIXELS);
    }

    @Test
    void aMistypedParameterStopsTheStart() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Inspection(directory, Map.of("gps", "maybe")))
                .withMessageContaining("gps is true or false");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Inspection(directory, Map.of("place", "true")))
                .withMessageContaining("no such parameter: place");
    }

    private RejectionReason reason(byte[] image, String mediaType) throws Exception {
        return ((Rejected) inspection.answer(image, mediaType)).reason();
    }

    private long hash(byte[] image, String mediaType) throws Exception {
        String hash = inspection.attributes(image, mediaType).get("perceptual-hash");
        assertThat(hash).matches("[0-9a-f]{16}");
        return HexFormat.fromHexDigitsToLong(hash);
    }

    private double sharpness(BufferedImage image) throws Exception {
        return Double.parseDouble(
                inspection.attributes(SampleImages.png(image), "image/png").get("sharpness"));
    }

    // The same scene for the same seed, in any size.
    private static BufferedImage discs(long seed, int width, int height) {
        Random random = new Random(seed);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D brush = image.createGraphics();
        for (int i = 0; i < 30; i++) {
            brush.setColor(new Color(random.nextInt(256), random.nextInt(256), random.nextInt(256)));
            double side = (0.1 + 0.3 * random.nextDouble()) * width;
            double left = random.nextDouble() * width - side / 2;
            double top = random.nextDouble() * height - side / 2;
            brush.fill(new Ellipse2D.Double(left, top, side, side));
        }
        brush.dispose();
        return image;
    }

    private static BufferedImage noise() {
        BufferedImage image = new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(7);
        for (int y = 0; y < 200; y++) {
            for (int x = 0; x < 300; x++) {
                image.setRGB(x, y, 0x010101 * random.nextInt(256));
            }
        }
        return image;
    }
}
