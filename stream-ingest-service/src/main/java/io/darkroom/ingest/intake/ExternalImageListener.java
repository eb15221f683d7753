package io.darkroom.ingest.intake;

import io.darkroom.events.Topics;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/// Reads the external topic. The listener's id is the consumer group's name, too.
@Component
final class ExternalImageListener {

    static final String ID = "stream-ingest";

    private final BatchIntake batches;

    ExternalImageListener(BatchIntake batches) {
        this.batches = batches;
    }

    // Keys are the sender's, any bytes: a dead letter must have them unchanged.
    @KafkaListener(
            id = ID,
            topics = Topics.EXTERNAL,
            batch = "true",
            properties = "key.deserializer=org.apache.kafka.common.serialization.ByteArrayDeserializer")
    void onBatch(List<ConsumerRecord<byte[], byte[]>> batch) {
        batches.takeIn(batch);
    }
}
