package io.darkroom.ingest.intake;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.BatchListenerFailedException;

/// How far a batch has come. Thread-safe.
final class BatchProgress {

    private final Set<ConsumerRecord<?, ?>> done = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    void done(ConsumerRecord<?, ?> record) {
        done.add(record);
    }

    void failed(Throwable cause) {
        failure.compareAndSet(null, cause);
    }

    boolean hasFailed() {
        return failure.get() != null;
    }

    /// @throws BatchListenerFailedException with the first record that is not done: all before it may be committed
    void requireAllDone(List<? extends ConsumerRecord<?, ?>> batch) {
        for (ConsumerRecord<?, ?> record : batch) {
            if (!done.contains(record)) {
                throw new BatchListenerFailedException("the batch was not done", cause(), record);
            }
        }
    }

    private Throwable cause() {
        Throwable first = failure.get();
        return first != null ? first : new TimeoutException("the batch was stopped or took longer than its deadline");
    }
}
