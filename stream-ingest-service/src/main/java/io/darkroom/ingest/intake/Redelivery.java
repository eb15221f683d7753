package io.darkroom.ingest.intake;

import io.darkroom.events.FailureCode;
import io.darkroom.events.FailureException;
import io.darkroom.ingest.IngestProperties;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.listener.BackOffHandler;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.ListenerUtils;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.ExponentialBackOff;

/// What happens to a batch that is not done: what comes before its first unfinished record is committed, the rest is
/// delivered again after a growing wait, for as long as it takes. Nothing is ever skipped here: a record to be given up
/// has
/// become a dead letter before it could get this far.
///
/// While a batch waits its container is paused but polls on, so that the consumer keeps its partitions.
final class Redelivery extends DefaultErrorHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Redelivery.class);

    private final IntakeMetrics metrics;
    private final long longestWaitMillis;

    Redelivery(IngestProperties.BackOff settings, BackOffHandler pause, IntakeMetrics metrics) {
        super(Redelivery::refuseToSkip, endless(settings), pause);
        this.metrics = metrics;
        this.longestWaitMillis = settings.longest().toMillis();
        setClassifications(Map.of(), true);
        setResetStateOnExceptionChange(false);
        // Said below, once and in our words.
        setLogLevel(KafkaException.Level.DEBUG);
    }

    private static BackOff endless(IngestProperties.BackOff settings) {
        ExponentialBackOff backOff = new ExponentialBackOff(settings.first().toMillis(), 2);
        backOff.setMaxInterval(settings.longest().toMillis());
        return backOff;
    }

    private static void refuseToSkip(ConsumerRecord<?, ?> record, Exception cause) {
        throw new IllegalStateException("a record must never be skipped", cause);
    }

    @Override
    public void handleBatch(
            Exception thrown,
            ConsumerRecords<?, ?> batch,
            Consumer<?, ?> consumer,
            MessageListenerContainer container,
            Runnable invokeListener) {
        BatchListenerFailedException failed = Stream.iterate((Throwable) thrown, e -> e != null, Throwable::getCause)
                .filter(BatchListenerFailedException.class::isInstance)
                .map(BatchListenerFailedException.class::cast)
                .findFirst()
                // A failed commit, for example, concerns the whole batch. The framework's way with such would poll, and
                // drop
                // what it polls, while it waits.
                .orElseGet(() -> new BatchListenerFailedException("the batch was not committed", thrown, first(batch)));
        report(failed);
        super.handleBatch(failed, batch, consumer, container, invokeListener);
    }

    /// A poll failed. The framework polls again at once: a failure that stays must not spin.
    @Override
    public void handleOtherException(
            Exception thrown, Consumer<?, ?> consumer, MessageListenerContainer container, boolean batchListener) {
        LOG.atError().setCause(thrown).log("the topic cannot be read just now");
        try {
            ListenerUtils.stoppableSleep(container, longestWaitMillis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ConsumerRecord<?, ?> first(ConsumerRecords<?, ?> batch) {
        return batch.iterator().next();
    }

    private void report(BatchListenerFailedException failed) {
        FailureCode code =
                failed.getCause() instanceof FailureException failure ? failure.code() : FailureCode.INTERNAL;
        metrics.redelivered(code);
        ConsumerRecord<?, ?> from = Objects.requireNonNull(failed.getRecord());
        LOG.atWarn()
                .setCause(failed.getCause())
                .addKeyValue("code", code)
                .addKeyValue("partition", from.partition())
                .addKeyValue("offset", from.offset())
                .log("a batch is put back and delivered again later");
    }
}
