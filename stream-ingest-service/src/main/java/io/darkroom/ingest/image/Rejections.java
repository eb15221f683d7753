package io.darkroom.ingest.image;

import io.darkroom.events.Channel;
import io.darkroom.events.Failure;
import io.darkroom.events.FailureCode;
import io.darkroom.events.ImageFormat;
import io.darkroom.events.ImageProcessed;
import io.darkroom.events.Outcome;
import io.darkroom.events.SubmittedImage;
import io.darkroom.events.SubmittedImage.Sender;
import io.darkroom.events.Topics;
import io.darkroom.store.FoundRaw;
import io.darkroom.store.ImageStore;
import io.darkroom.store.Manifest;
import io.darkroom.store.Retention;
import io.darkroom.support.EventPublisher;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Ends a record that is not taken, so that it vanishes for nobody and blocks nobody: a failed outcome if it names a
/// sender
/// and no image stands under its id, and a dead letter. Idempotent but for the dead letter, which a redelivery may
/// write
/// again; its headers tell.
@Component
final class Rejections {

    private static final Logger LOG = LoggerFactory.getLogger(Rejections.class);
    private static final String UNKNOWN_MEDIA_TYPE = "application/octet-stream";
    private static final Failure DEFECT = new Failure(
            FailureCode.INTERNAL,
            "a defect of the platform stopped this record; send it again when it is mended",
            null);

    private final ImageStore store;
    private final EventPublisher publisher;
    private final DeadLetters deadLetters;
    private final StandingImages standingImages;
    private final Retention retention;
    private final Clock clock;

    Rejections(
            ImageStore store,
            EventPublisher publisher,
            DeadLetters deadLetters,
            StandingImages standingImages,
            Retention retention,
            Clock clock) {
        this.store = store;
        this.publisher = publisher;
        this.deadLetters = deadLetters;
        this.standingImages = standingImages;
        this.retention = retention;
        this.clock = clock;
    }

    /// Rejects a record for what its failure says.
    Taken reject(ConsumerRecord<byte[], byte[]> record, Instant receivedAt, Failure failure) {
        Optional<Sender> sender = SubmittedImage.senderOf(record);
        sender.ifPresent(known -> conclude(known, record, receivedAt, failure));
        deadLetters.publish(record, failure);
        LOG.atInfo()
                .addKeyValue("imageId", sender.map(Sender::imageId).orElse(null))
                .addKeyValue("customerId", sender.map(Sender::customerId).orElse(null))
                .addKeyValue("code", failure.code())
                .addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset())
                .log("record rejected");
        return new Taken.Rejected(failure.code());
    }

    /// Puts a record aside that runs into a defect of ours. No outcome: sent again once the defect is gone, it can
    /// still
    /// be an image.
    Taken rejectForDefect(ConsumerRecord<byte[], byte[]> record, RuntimeException defect) {
        LOG.atError()
                .setCause(defect)
                .addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset())
                .log("a record was put aside because of a defect");
        deadLetters.publish(record, DEFECT);
        return new Taken.Rejected(DEFECT.code());
    }

    private void conclude(Sender sender, ConsumerRecord<byte[], byte[]> record, Instant receivedAt, Failure failure) {
        Optional<FoundRaw> standing = store.findRaw(sender.customerId(), sender.imageId());
        if (standing.isPresent()) {
            announceAgain(standing.get(), record);
        } else if (failure.code() != FailureCode.ID_CONFLICT) {
            Manifest failed = new Manifest(failed(sender, record, receivedAt, failure), Map.of());
            publisher.publish(Topics.PROCESSED, store.commitManifest(failed).processed());
        }
    }

    // Only a record that refers to its bytes may have stored an image and not bring the same bytes any more.
    private void announceAgain(FoundRaw standing, ConsumerRecord<byte[], byte[]> record) {
        if (valueOf(record).length == 0) {
            standingImages.announce(standing);
        }
    }

    private ImageProcessed failed(
            Sender sender, ConsumerRecord<byte[], byte[]> record, Instant receivedAt, Failure failure) {
        Instant now = clock.instant();
        byte[] value = valueOf(record);
        return new ImageProcessed(
                sender.imageId(),
                sender.customerId(),
                Channel.STREAM,
                receivedAt,
                ImageFormat.sniff(value).map(ImageFormat::mediaType).orElse(UNKNOWN_MEDIA_TYPE),
                value.length,
                1,
                now,
                now,
                Outcome.FAILED,
                failure,
                null,
                List.of(),
                List.of(),
                List.of(),
                retention.keptUntil(now));
    }

    private static byte[] valueOf(ConsumerRecord<byte[], byte[]> record) {
        return record.value() == null ? new byte[0] : record.value();
    }
}
