package io.darkroom.local.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.darkroom.events.Channel;
import io.darkroom.events.ImageFormat;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class SampleImagesTest {

    private static final long SEED = 7;
    private static final long MAX_UPLOAD_BYTES = 50_000_000;
    private static final long MAX_INLINE_BYTES = 8 << 20;
    private static final long A_THOUSAND_MEGAPIXELS = 1_000_000_000;
    private static final int LARGEST_PX = 4_000;

    private final Map<String, Sample> samples =
            SampleImages.of(SEED).stream().collect(Collectors.toMap(Sample::fileName, Function.identity()));

    @Test
    void everySampleIsOfTheFormatThatItSaysAndSmallEnoughForItsDoor() {
        assertThat(samples.values()).allSatisfy(sample -> {
            byte[] bytes = sample.bytes().get();

            assertThat(ImageFormat.sniff(bytes).map(ImageFormat::mediaType)).hasValue(sample.mediaType());
            assertThat((long) bytes.length)
                    .isLessThan(sample.channel() == Channel.STREAM ? MAX_INLINE_BYTES : MAX_UPLOAD_BYTES);
        });
    }

    @Test
    void samplesComeByBothDoorsFromBothCustomersInEveryFormatAndSomeMustFail() {
        assertThat(samples.values().stream()
                        .map(sample -> sample.customerId() + " " + sample.channel())
                        .distinct())
                .containsExactlyInAnyOrder("acme UPLOAD", "acme STREAM", "globex UPLOAD", "globex STREAM");
        assertThat(samples.values().stream().map(Sample::mediaType).distinct())
                .containsExactlyInAnyOrder(
                        "image/jpeg", "image/png", "image/gif", "image/tiff", "image/webp", "image/avif");
        assertThat(samples.values().stream()
                        .filter(sample -> sample.expectedFailure() != null)
                        .map(sample -> sample.channel() + " " + sample.expectedFailure()))
                .containsExactlyInAnyOrder(
                        "UPLOAD CORRUPT_IMAGE",
                        "UPLOAD TOO_MANY_PIXELS",
                        "STREAM CORRUPT_IMAGE",
                        "STREAM TOO_MANY_PIXELS");
    }

    @Test
    void theSameSeedGivesTheSameBytesAndAnotherSeedOthers() {
        byte[] bytes = bytes("valley.png");

        assertThat(bytes(SampleImages.of(SEED), "valley.png")).isEqualTo(bytes);
        assertThat(bytes(SampleImages.of(SEED + 1), "valley.png")).isNotEqualTo(bytes);
    }

    @Test
    void aViewerThatObeysTheExifOrientationShowsAllEightAlike() throws IOException {
        List<BufferedImage> shown = new ArrayList<>();
        for (int number = 1; number <= 8; number++) {
            byte[] jpeg = bytes("orientation-%d.jpg".formatted(number));
            int orientation = ExifReader.orientation(jpeg);
            assertThat(orientation).isEqualTo(number);
            shown.add(ExifReader.show(ImageIO.read(new ByteArrayInputStream(jpeg)), orientation));
        }

        assertThat(shown).allSatisfy(picture -> {
            assertThat(picture.getWidth()).isEqualTo(640);
            assertThat(picture.getHeight()).isEqualTo(480);
            assertThat(PictureDistance.mean(picture, shown.getFirst())).isLessThan(4);
        });
    }

    @Test
    void theLargestAreOfTwelveMegapixelsOneOfThemHeldUpright() throws IOException {
        byte[] upright = bytes("upright-12mp.jpg");

        BufferedImage stored = ImageIO.read(new ByteArrayInputStream(upright));

        assertThat(stored.getWidth()).isEqualTo(LARGEST_PX);
        assertThat(stored.getHeight()).isEqualTo(3_000);
        assertThat(ExifReader.orientation(upright)).isEqualTo(6);
    }

    // Noise would take 8 bits a pixel and more, a drawing a tenth of one.
    @Test
    void photographsCompressLikePhotographs() {
        double bitsPerPixel = 8.0 * bytes("lake-12mp.jpg").length / (4_000 * 3_000);

        assertThat(bitsPerPixel).isBetween(1.5, 4.0);
    }

    @Test
    void theTornFileCannotBeDecodedToItsEnd() {
        byte[] torn = bytes("torn.jpg");

        assertThat(Arrays.copyOfRange(torn, torn.length - 2, torn.length)).isNotEqualTo(new byte[] {-1, -39});
    }

    @Test
    void theBombClaimsAThousandMegapixelsInLessThanAKilobyte() {
        ByteBuffer bomb = ByteBuffer.wrap(bytes("bomb.png"));

        long pixels = (long) bomb.getInt(16) * bomb.getInt(20);

        assertThat(pixels).isGreaterThan(A_THOUSAND_MEGAPIXELS);
        assertThat(bomb.limit()).isLessThan(1_000);
    }

    @Test
    void theAnimationHasFramesThatDiffer() throws IOException {
        var reader = ImageIO.getImageReadersByFormatName("gif").next();
        try (var in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes("panorama.gif")))) {
            reader.setInput(in);

            assertThat(reader.getNumImages(true)).isEqualTo(3);
            assertThat(PictureDistance.mean(reader.read(0), reader.read(1))).isGreaterThan(2);
        } finally {
            reader.dispose();
        }
    }

    @Test
    void anImpossibleOrientationIsRefused() {
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> new Orientation(9));
    }

    private static byte[] bytes(List<Sample> samples, String name) {
        return samples.stream()
                .filter(sample -> sample.fileName().equals(name))
                .findFirst()
                .orElseThrow()
                .bytes()
                .get();
    }

    private byte[] bytes(String name) {
        return samples.get(name).bytes().get();
    }
}
