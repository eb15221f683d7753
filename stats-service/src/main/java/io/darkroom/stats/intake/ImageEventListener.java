package io.darkroom.stats.intake;

import io.darkroom.events.Topics;
import io.darkroom.support.EventTracing;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/// Takes what the broker delivers. Offsets are committed after the database has committed.
@Component
class ImageEventListener {

    static final String ID = "intake";

    private final EventIntake intake;
    private final EventTracing tracing;

    ImageEventListener(EventIntake intake, EventTracing tracing) {
        this.intake = intake;
        this.tracing = tracing;
    }

    @KafkaListener(
            id = ID,
            idIsGroup = false,
            batch = "true",
            topics = {Topics.UPLOADED, Topics.STREAMED, Topics.PROCESSED})
    void onBatch(List<ConsumerRecord<String, byte[]>> records) {
        tracing.handleAll(records, () -> intake.take(records));
    }
}
