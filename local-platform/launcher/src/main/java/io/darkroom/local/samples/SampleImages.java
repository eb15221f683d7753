package io.darkroom.local.samples;

import static io.darkroom.events.Channel.STREAM;
import static io.darkroom.events.Channel.UPLOAD;

import io.darkroom.events.Channel;
import io.darkroom.events.CustomerId;
import io.darkroom.events.FailureCode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// The samples that show the platform at work: landscapes in every format that it takes, small and of 12 megapixels, in
/// all eight Exif orientations, and two files that must fail: a torn one and a decompression bomb, by each door.
///
/// The same seed always gives the same bytes. Nothing is made before a sample's bytes are asked for.
public final class SampleImages {

    static final CustomerId ACME = new CustomerId("acme");
    static final CustomerId GLOBEX = new CustomerId("globex");

    private static final int TWELVE_MEGAPIXELS_WIDTH = 4_000;
    private static final int TWELVE_MEGAPIXELS_HEIGHT = 3_000;
    private static final int STREAMED_PER_CUSTOMER = 3;
    private static final int FRAMES = 3;
    private static final float PAN_PER_FRAME = 0.02f;

    private final long seed;
    private final List<Sample> samples = new ArrayList<>();

    private SampleImages(long seed) {
        this.seed = seed;
    }

    /// All samples, in the order in which to send them.
    public static List<Sample> of(long seed) {
        SampleImages images = new SampleImages(seed);
        images.addUploads();
        images.addOrientations();
        images.addStreamed();
        images.addFailing();
        return List.copyOf(images.samples);
    }

    private void addUploads() {
        add(
                ACME,
                UPLOAD,
                "lake-12mp.jpg",
                "image/jpeg",
                () -> Encoder.jpeg(picture(0, TWELVE_MEGAPIXELS_WIDTH, TWELVE_MEGAPIXELS_HEIGHT)));
        add(
                GLOBEX,
                UPLOAD,
                "upright-12mp.jpg",
                "image/jpeg",
                () -> oriented(6, 1, TWELVE_MEGAPIXELS_HEIGHT, TWELVE_MEGAPIXELS_WIDTH));
        add(ACME, UPLOAD, "progressive.jpg", "image/jpeg", () -> Encoder.progressiveJpeg(picture(2, 1_280, 853)));
        add(GLOBEX, UPLOAD, "grey.jpg", "image/jpeg", () -> Encoder.jpeg(Pictures.grey(picture(3, 960, 640))));
        add(ACME, UPLOAD, "valley.png", "image/png", () -> Encoder.png(picture(4, 960, 640)));
        add(GLOBEX, UPLOAD, "round.png", "image/png", () -> Encoder.png(Pictures.round(picture(5, 512, 512))));
        add(ACME, UPLOAD, "scan.tiff", "image/tiff", () -> Encoder.tiff(picture(6, 960, 640)));
        add(GLOBEX, UPLOAD, "still.gif", "image/gif", () -> Encoder.gif(List.of(picture(7, 480, 320))));
        add(ACME, UPLOAD, "panorama.gif", "image/gif", () -> Encoder.gif(pan()));
        add(GLOBEX, UPLOAD, "evening.webp", "image/webp", () -> packaged("evening.webp"));
        add(ACME, UPLOAD, "morning.avif", "image/avif", () -> packaged("morning.avif"));
    }

    private void addOrientations() {
        IntStream.rangeClosed(1, 8)
                .forEach(number -> add(
                        number % 2 == 0 ? GLOBEX : ACME,
                        UPLOAD,
                        "orientation-%d.jpg".formatted(number),
                        "image/jpeg",
                        () -> oriented(number, 11, 640, 480)));
    }

    private void addStreamed() {
        for (CustomerId customer : List.of(ACME, GLOBEX)) {
            for (int i = 1; i <= STREAMED_PER_CUSTOMER; i++) {
                int scene = 20 + samples.size();
                String name = "%s-camera-%d.jpg".formatted(customer, i);
                add(customer, STREAM, name, "image/jpeg", () -> Encoder.jpeg(picture(scene, 1_024, 768)));
            }
        }
    }

    private void addFailing() {
        addFailing(ACME, UPLOAD, "torn.jpg", "image/jpeg", FailureCode.CORRUPT_IMAGE, this::torn);
        addFailing(GLOBEX, UPLOAD, "bomb.png", "image/png", FailureCode.TOO_MANY_PIXELS, HostilePng::bomb);
        addFailing(GLOBEX, STREAM, "camera-torn.jpg", "image/jpeg", FailureCode.CORRUPT_IMAGE, this::torn);
        addFailing(ACME, STREAM, "camera-bomb.png", "image/png", FailureCode.TOO_MANY_PIXELS, HostilePng::bomb);
    }

    private void add(CustomerId customer, Channel channel, String name, String mediaType, Supplier<byte[]> bytes) {
        samples.add(new Sample(customer, channel, name, mediaType, null, bytes));
    }

    private void addFailing(
            CustomerId customer,
            Channel channel,
            String name,
            String mediaType,
            FailureCode failure,
            Supplier<byte[]> bytes) {
        samples.add(new Sample(customer, channel, name, mediaType, failure, bytes));
    }

    private BufferedImage picture(int scene, int widthPx, int heightPx) {
        return Pictures.landscape(seed + scene, widthPx, heightPx);
    }

    private byte[] oriented(int number, int scene, int widthPx, int heightPx) {
        BufferedImage stored = new Orientation(number).stored(picture(scene, widthPx, heightPx));
        return JpegSegments.withExifOrientation(Encoder.jpeg(stored), number);
    }

    private List<BufferedImage> pan() {
        return IntStream.range(0, FRAMES)
                .mapToObj(frame -> Pictures.landscape(seed + 8, 320, 213, frame * PAN_PER_FRAME))
                .toList();
    }

    // The second half never arrived.
    private byte[] torn() {
        byte[] whole = Encoder.jpeg(picture(12, 640, 480));
        return Arrays.copyOf(whole, whole.length / 2);
    }

    // The JDK has no writer for these: libvips made them of such landscapes, and PackagedSamplesTest holds them to it.
    private static byte[] packaged(String name) {
        try (InputStream file = Objects.requireNonNull(SampleImages.class.getResourceAsStream(name), name)) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
