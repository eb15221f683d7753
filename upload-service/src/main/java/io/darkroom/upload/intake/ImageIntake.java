package io.darkroom.upload.intake;

import io.darkroom.events.Channel;
import io.darkroom.events.CustomerId;
import io.darkroom.events.FailureCode;
import io.darkroom.events.FailureException;
import io.darkroom.events.ImageFormat;
import io.darkroom.events.Topics;
import io.darkroom.store.ImageStore;
import io.darkroom.store.RawImage;
import io.darkroom.store.RawWrite;
import io.darkroom.store.StoredRaw;
import io.darkroom.support.EventPublisher;
import io.darkroom.upload.UploadProperties;
import io.darkroom.upload.UploadProperties.ImageLimits;
import io.darkroom.upload.intake.pixels.PixelLimit;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The one way in: streams an image to the store, then announces it. Whatever [#accept] returns is safe in both.
@Component
public class ImageIntake {

    private static final Logger LOG = LoggerFactory.getLogger(ImageIntake.class);

    // An image takes a slot only once so many bytes have come, or all: those who send next to nothing hold up nobody.
    private static final int HEAD_BYTES = 16 * 1024;

    private final ImageStore store;
    private final EventPublisher publisher;
    private final WriteSlots slots;
    private final UploadMeters meters;
    private final UploadProperties properties;
    private final Clock clock;

    ImageIntake(
            ImageStore store,
            EventPublisher publisher,
            WriteSlots slots,
            UploadMeters meters,
            UploadProperties properties,
            Clock clock) {
        this.store = store;
        this.publisher = publisher;
        this.slots = slots;
        this.meters = meters;
        this.properties = properties;
        this.clock = clock;
    }

    /// Accepts an image. The same image sent again is accepted again, with what was said of it first.
    ///
    /// @throws FailureException if it is refused. Nothing is left of it then, unless it is
    ///     [FailureCode#BROKER_UNAVAILABLE]: the image is stored, and sent again it will be announced
    public StoredRaw accept(IncomingImage incoming) {
        Instant begin = clock.instant();
        StoredRaw raw = store(incoming, begin);
        publisher.publish(Topics.received(Channel.UPLOAD), raw.received());
        meters.accepted(raw, Duration.between(begin, clock.instant()));
        LOG.atInfo()
                .addKeyValue("imageId", raw.image().imageId())
                .addKeyValue("customerId", raw.image().customerId())
                .addKeyValue("mediaType", raw.image().mediaType())
                .addKeyValue("sizeBytes", raw.sizeBytes())
                .log("image accepted");
        return raw;
    }

    private StoredRaw store(IncomingImage incoming, Instant receivedAt) {
        try {
            ImageLimits limits = properties.limitsOf(incoming.customerId());
            InputStream bytes = new LimitedStream(incoming.bytes(), "An image", limits.maxImageSize());
            byte[] head = bytes.readNBytes(HEAD_BYTES);
            ImageFormat format = formatOf(head);
            PixelLimit pixels = new PixelLimit(limits.maxPixels());
            pixels.requireWithin(format, head);
            RawImage image = new RawImage(
                    incoming.customerId(),
                    incoming.imageId(),
                    Channel.UPLOAD,
                    receivedAt,
                    format.mediaType(),
                    RawImage.cleanFileName(incoming.fileName()),
                    Map.of());
            InputStream whole = new SequenceInputStream(new ByteArrayInputStream(head), bytes);
            try (var _ = slots.take(image.customerId())) {
                return standing(store.putRaw(image, incoming.digest().verify(pixels.check(format, whole))));
            }
        } catch (IOException e) {
            throw new IllegalStateException("the sender's stream throws nothing but failures", e);
        }
    }

    /// Refuses an image early whose first bytes are of no format that is taken, or tell that it has too many pixels.
    ///
    /// @param head its first bytes
    /// @throws FailureException with [FailureCode#UNSUPPORTED_MEDIA_TYPE], [FailureCode#TOO_MANY_PIXELS], or
    ///     [FailureCode#EMPTY]
    public void requireAcceptable(CustomerId customer, byte[] head) {
        new PixelLimit(properties.limitsOf(customer).maxPixels()).requireWithin(formatOf(head), head);
    }

    private ImageFormat formatOf(byte[] head) {
        if (head.length == 0) {
            throw new FailureException(FailureCode.EMPTY, "The image has no bytes.");
        }
        return ImageFormat.sniff(head)
                .filter(properties.formats()::contains)
                .orElseThrow(() -> new FailureException(
                        FailureCode.UNSUPPORTED_MEDIA_TYPE,
                        "The leading bytes are of no format that is taken: " + formatsTaken() + "."));
    }

    private String formatsTaken() {
        return properties.formats().stream()
                .sorted()
                .map(ImageFormat::mediaType)
                .collect(Collectors.joining(", "));
    }

    private static StoredRaw standing(RawWrite write) {
        return switch (write) {
            case RawWrite.Created(StoredRaw raw) -> raw;
            case RawWrite.AlreadyThere(StoredRaw raw) -> raw;
            case RawWrite.Conflict(var _) ->
                throw new FailureException(
                        FailureCode.ID_CONFLICT,
                        "The " + IdempotencyKey.HEADER + " stands for another image already. Use a new one per image.");
        };
    }
}
