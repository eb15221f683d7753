package io.darkroom.ingest.image;

import io.darkroom.events.Failure;
import io.darkroom.events.FailureCode;
import io.darkroom.events.SubmittedImage;
import io.darkroom.events.SubmittedImage.Sender;
import io.darkroom.store.FoundRaw;
import io.darkroom.store.ImageStore;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Ends a record that is not taken, so that it vanishes for nobody and blocks nobody: a failed outcome if it names a
/// sender and no image stands under its id, and a dead letter. Idempotent but for the dead letter, which a redelivery
/// may write again; its headers tell.
@Component
final class Rejections {

    private static final Logger LOG = LoggerFactory.getLogger(Rejections.class);
    private static final Failure DEFECT = new Failure(
            FailureCode.INTERNAL,
            "a defect of the platform stopped this record; send it again when it is mended",
            null);

    private final ImageStore store;
    private final FailedOutcomes outcomes;
    private final StandingImages standingImages;
    private final DeadLetters deadLetters;

    Rejections(ImageStore store, FailedOutcomes outcomes, StandingImages standingImages, DeadLetters deadLetters) {
        this.store = store;
        this.outcomes = outcomes;
        this.standingImages = standingImages;
        this.deadLetters = deadLetters;
    }

    /// Rejects a record for what its failure says.
    Taken reject(ConsumerRecord<byte[], byte[]> record, Instant receivedAt, Failure failure) {
        Optional<Sender> sender = SubmittedImage.senderOf(record);
        sender.ifPresent(known -> conclude(known, receivedAt, bytesOf(record), failure));
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
    /// still be an image.
    Taken putAside(ConsumerRecord<byte[], byte[]> record, RuntimeException defect) {
        deadLetters.publish(record, DEFECT);
        LOG.atError()
                .setCause(defect)
                .addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset())
                .log("a record was put aside because of a defect");
        return new Taken.Rejected(DEFECT.code());
    }

    private void conclude(Sender sender, Instant receivedAt, byte[] bytes, Failure failure) {
        Optional<FoundRaw> standing = store.findRaw(sender.customerId(), sender.imageId());
        if (standing.isEmpty() && failure.code() != FailureCode.ID_CONFLICT) {
            outcomes.conclude(sender, receivedAt, bytes, failure);
        }
        // Only a record that refers to its bytes may have stored an image and not bring the same bytes any more.
        if (bytes.length == 0) {
            standing.ifPresent(standingImages::announce);
        }
    }

    private static byte[] bytesOf(ConsumerRecord<byte[], byte[]> record) {
        return record.value() == null ? new byte[0] : record.value();
    }
}
