package io.darkroom.ingest.image;

import io.darkroom.events.Failure;
import io.darkroom.events.FailureException;
import io.darkroom.events.Fault;
import io.darkroom.events.SubmittedImage;
import io.darkroom.ingest.IngestProperties;
import io.darkroom.ingest.Shutdown;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.springframework.stereotype.Component;

/// Takes one record in: stores its image and announces it, or rejects it. Every effect is idempotent, so that a record
/// may be taken in as often as it is delivered. Thread-safe, but records of one image must come one after another: what
/// was said first about an image stands.
@Component
public class ImageIntake {

    private final Acceptance acceptance;
    private final Rejections rejections;
    private final Shutdown shutdown;
    private final int attempts;

    ImageIntake(Acceptance acceptance, Rejections rejections, Shutdown shutdown, IngestProperties properties) {
        this.acceptance = acceptance;
        this.rejections = rejections;
        this.shutdown = shutdown;
        this.attempts = properties.defectAttempts();
    }

    /// Takes a record in and returns when all its effects are done. A record that runs into a defect of ours is tried
    /// again at once, and put aside if that does not help.
    ///
    /// @throws FailureException of [Fault#DEPENDENCY] if the store or the broker is away: some effects may be
    ///     done, take the record in again later
    public Taken takeIn(ConsumerRecord<byte[], byte[]> record) {
        for (int attempt = 1; ; attempt++) {
            try {
                return acceptOrReject(record);
            } catch (RuntimeException e) {
                if (isAway(e) || isBeingStopped()) {
                    throw e;
                }
                if (attempt >= attempts) {
                    return rejections.putAside(record, e);
                }
            }
        }
    }

    private static boolean isAway(RuntimeException e) {
        return e instanceof FailureException failure && failure.code().fault() == Fault.DEPENDENCY;
    }

    // Then anything may fail, and no record is to blame.
    private boolean isBeingStopped() {
        return Thread.currentThread().isInterrupted() || shutdown.hasBegun();
    }

    private Taken acceptOrReject(ConsumerRecord<byte[], byte[]> record) {
        Instant receivedAt = receivedAt(record);
        try {
            SubmittedImage submitted = SubmittedImage.read(record);
            Optional<Failure> ended = acceptance.findEnd(submitted, receivedAt);
            return ended.isPresent()
                    ? rejections.reject(record, receivedAt, ended.get())
                    : acceptance.accept(submitted, receivedAt);
        } catch (FailureException e) {
            if (e.code().fault() != Fault.SENDER) {
                throw e;
            }
            return rejections.reject(record, receivedAt, new Failure(e.code(), e.reason(), null));
        }
    }

    // Only a time that the broker gave is the same at each delivery and not the sender's to choose.
    private static Instant receivedAt(ConsumerRecord<?, ?> record) {
        if (record.timestampType() != TimestampType.LOG_APPEND_TIME) {
            throw new IllegalStateException(
                    "the topic " + record.topic() + " needs message.timestamp.type=LogAppendTime");
        }
        return Instant.ofEpochMilli(record.timestamp());
    }
}
