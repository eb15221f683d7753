package io.darkroom.ingest.image;

import io.darkroom.events.Channel;
import io.darkroom.events.Failure;
import io.darkroom.events.FailureCode;
import io.darkroom.events.FailureException;
import io.darkroom.events.ImageFormat;
import io.darkroom.events.ImageProcessed;
import io.darkroom.events.SubmittedImage;
import io.darkroom.events.Topics;
import io.darkroom.ingest.IngestProperties;
import io.darkroom.store.ImageStore;
import io.darkroom.store.RawImage;
import io.darkroom.store.RawWrite;
import io.darkroom.store.StoredRaw;
import io.darkroom.support.EventPublisher;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Stores an image and announces it.
@Component
final class Acceptance {

    private static final Logger LOG = LoggerFactory.getLogger(Acceptance.class);

    private final ImageStore store;
    private final EventPublisher publisher;
    private final SubmittedBytes bytes;
    private final Set<ImageFormat> formats;

    Acceptance(ImageStore store, EventPublisher publisher, SubmittedBytes bytes, IngestProperties properties) {
        this.store = store;
        this.publisher = publisher;
        this.bytes = bytes;
        this.formats = properties.formats();
    }

    /// Why an image cannot be accepted whatever its bytes are: it has ended and has no original, because it was
    /// rejected before, or is long past. It must not begin anew under its id.
    Optional<Failure> findEnd(SubmittedImage submitted, Instant receivedAt) {
        return store.findManifest(submitted.customerId(), submitted.imageId())
                .filter(_ -> store.findRaw(submitted.customerId(), submitted.imageId())
                        .isEmpty())
                .map(manifest -> whyNotAgain(manifest.processed(), receivedAt));
    }

    // The same time of receipt: this very record was rejected before. It must not be told another reason now.
    private static Failure whyNotAgain(ImageProcessed processed, Instant receivedAt) {
        Failure earlier = processed.failure();
        return earlier != null && processed.receivedAt().equals(receivedAt)
                ? earlier
                : new Failure(
                        FailureCode.ID_CONFLICT,
                        "this 'source' and 'id' stand for an image that has ended; a new image needs a new id",
                        null);
    }

    /// Stores and announces.
    ///
    /// @throws FailureException if the image breaks its contract, or the store or the broker is away
    Taken accept(SubmittedImage submitted, Instant receivedAt) {
        return switch (put(submitted, receivedAt)) {
            case RawWrite.Created(StoredRaw raw) -> announce(raw, false);
            case RawWrite.AlreadyThere(StoredRaw raw) -> announce(raw, true);
            case RawWrite.Conflict(var _) ->
                throw new FailureException(
                        FailureCode.ID_CONFLICT,
                        "this 'source' and 'id' stand for an image with other bytes; a new image needs a new id");
        };
    }

    private RawWrite put(SubmittedImage submitted, Instant receivedAt) {
        try (InputStream stream = bytes.open(submitted)) {
            byte[] head = stream.readNBytes(ImageFormat.SNIFF_LENGTH_BYTES);
            RawImage image = new RawImage(
                    submitted.customerId(),
                    submitted.imageId(),
                    Channel.STREAM,
                    receivedAt,
                    sniff(head).mediaType(),
                    RawImage.cleanFileName(submitted.fileName()),
                    Map.of());
            return store.putRaw(image, new SequenceInputStream(new ByteArrayInputStream(head), stream));
        } catch (IOException e) {
            throw new UncheckedIOException("neither a record nor the store's streams throw this", e);
        }
    }

    private ImageFormat sniff(byte[] head) {
        return ImageFormat.sniff(head)
                .filter(formats::contains)
                .orElseThrow(() -> new FailureException(
                        FailureCode.UNSUPPORTED_MEDIA_TYPE,
                        "the leading bytes are of no format that is taken; taken are "
                                + formats.stream()
                                        .map(ImageFormat::mediaType)
                                        .sorted()
                                        .collect(Collectors.joining(", "))));
    }

    private Taken announce(StoredRaw raw, boolean again) {
        publisher.publish(Topics.STREAMED, raw.received());
        LOG.atInfo()
                .addKeyValue("imageId", raw.image().imageId())
                .addKeyValue("customerId", raw.image().customerId())
                .addKeyValue("mediaType", raw.image().mediaType())
                .addKeyValue("sizeBytes", raw.sizeBytes())
                .addKeyValue("again", again)
                .log("image accepted");
        return new Taken.Accepted(raw.sizeBytes(), again);
    }
}
