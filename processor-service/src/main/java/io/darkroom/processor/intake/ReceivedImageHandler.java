package io.darkroom.processor.intake;

import io.darkroom.events.EventCodec;
import io.darkroom.events.FailureCode;
import io.darkroom.events.FailureException;
import io.darkroom.events.ImageReceived;
import io.darkroom.events.InvalidEventException;
import io.darkroom.processor.pipeline.ImagePipeline;
import io.darkroom.processor.pipeline.Patience;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings the image of an event to its end. What is no such event, and what the platform fails on again
/// and again for a defect of its own, becomes a dead letter: nothing is lost, and nothing blocks what
/// is behind it.
final class ReceivedImageHandler implements RecordHandler {

    private static final Logger log = LoggerFactory.getLogger(ReceivedImageHandler.class);

    private static final int TRIES = 3;

    private final EventCodec codec = new EventCodec();
    private final ImagePipeline pipeline;
    private final DeadLetters deadLetters;
    private final Patience patience;

    ReceivedImageHandler(ImagePipeline pipeline, DeadLetters deadLetters, Patience patience) {
        this.pipeline = pipeline;
        this.deadLetters = deadLetters;
        this.patience = patience;
    }

    @Override
    public void handle(ConsumerRecord<String, byte[]> record) throws InterruptedException {
        Optional<FailureException> failure = tryToHandle(record);
        if (failure.isPresent()) {
            patience.until("put a dead letter aside", () -> {
                deadLetters.put(record, failure.get());
                return record;
            });
        }
    }

    private Optional<FailureException> tryToHandle(ConsumerRecord<String, byte[]> record) throws InterruptedException {
        for (int tries = 1; ; tries++) {
            try {
                pipeline.process(codec.decode(record, ImageReceived.class));
                return Optional.empty();
            } catch (InvalidEventException e) {
                log(record, e, "A record cannot be read; it becomes a dead letter");
                return Optional.of(e);
            } catch (RuntimeException e) {
                log(record, e, "A record cannot be handled for a defect of the platform");
                if (tries == TRIES) {
                    return Optional.of(new FailureException(FailureCode.INTERNAL, "A defect of the platform.", e));
                }
            }
        }
    }

    private static void log(ConsumerRecord<String, byte[]> record, RuntimeException failure, String message) {
        log.atError()
                .addKeyValue("topic", record.topic())
                .addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset())
                .setCause(failure)
                .log(message);
    }
}
