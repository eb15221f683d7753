package io.darkroom.ingest.image;

import io.darkroom.events.Channel;
import io.darkroom.events.Failure;
import io.darkroom.events.FailureCode;
import io.darkroom.events.FailureException;
import io.darkroom.events.Fault;
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
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Takes one record in: stores its image and announces it, or rejects it. Every effect is idempotent, so that a record
/// may be taken in as often as it is delivered. Thread-safe, but records of one image must come one after another: what
/// was said first about an image stands.
@Component
public class ImageIntake {

    private static final Logger LOG = LoggerFactory.getLogger(ImageIntake.class);

    private final ImageStore store;
    private final EventPublisher publisher;
    private final SubmittedBytes bytes;
    private final Rejections rejections;
    private final Set<ImageFormat> formats;
    private final int attempts;

    ImageIntake(
            ImageStore store,
            EventPublisher publisher,
            SubmittedBytes bytes,
            Rejections rejections,
            IngestProperties properties) {
        this.store = store;
        this.publisher = publisher;
        this.bytes = bytes;
        this.rejections = rejections;
        this.formats = properties.formats();
        this.attempts = properties.defectAttempts();
    }

    /// Takes a record in and returns when all its effects are done.
    ///
    /// @throws FailureException of [Fault#DEPENDENCY] if the store or the broker is away: some effects may be
    ///     done, take the record in again later
    public Taken takeIn(ConsumerRecord<byte[], byte[]> record) {
        for (int attempt = 1; ; attempt++) {
            try {
                return acceptOrReject(record);
            } catch (RuntimeException e) {
                if (isAway(e) || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                if (attempt >= attempts) {
                    return rejections.rejectForDefect(record, e);
                }
            }
        }
    }

    private static boolean isAway(RuntimeException e) {
        return e instanceof FailureException failure && failure.code().fault() == Fault.DEPENDENCY;
    }

    private Taken acceptOrReject(ConsumerRecord<byte[], byte[]> record) {
        Instant receivedAt = receivedAt(record);
        try {
            SubmittedImage submitted = SubmittedImage.read(record);
            Optional<Failure> ended = howItEnded(submitted, receivedAt);
            return ended.isPresent()
                    ? rejections.reject(record, receivedAt, ended.get())
                    : announce(put(submitted, receivedAt));
        } catch (FailureException e) {
            if (e.code().fault() != Fault.SENDER) {
                throw e;
            }
            return rejections.reject(record, receivedAt, new Failure(e.code(), e.reason(), null));
        }
    }

    // An image that has ended and has no original, rejected before or long past, must not begin anew under its id.
    private Optional<Failure> howItEnded(SubmittedImage submitted, Instant receivedAt) {
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

    // Only a time that the broker gave is the same at each delivery and not the sender's to choose.
    private static Instant receivedAt(ConsumerRecord<?, ?> record) {
        if (record.timestampType() != TimestampType.LOG_APPEND_TIME) {
            throw new IllegalStateException(
                    "the topic " + record.topic() + " needs message.timestamp.type=LogAppendTime");
        }
        return Instant.ofEpochMilli(record.timestamp());
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

    private Taken announce(RawWrite write) {
        return switch (write) {
            case RawWrite.Created(StoredRaw raw) -> announce(raw, false);
            case RawWrite.AlreadyThere(StoredRaw raw) -> announce(raw, true);
            case RawWrite.Conflict(var _) ->
                throw new FailureException(
                        FailureCode.ID_CONFLICT,
                        "this 'source' and 'id' stand for an image with other bytes; a new image needs a new id");
        };
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
