package io.darkroom.support;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.ReceiverContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/// Continues the trace that a record's headers carry (W3C Trace Context), so that one trace spans an image from upload
/// to statistics. What is published meanwhile carries it on. Does nothing unless traces are exported.
///
/// Thread-safe.
public final class EventTracing {

    /// Traces nothing.
    public static final EventTracing OFF = new EventTracing(ObservationRegistry.NOOP);

    private static final String NAME = "darkroom.event";

    private final ObservationRegistry observations;

    /// @param observations where traces are made; [ObservationRegistry#NOOP] for none
    public EventTracing(ObservationRegistry observations) {
        this.observations = observations;
    }

    /// Work that a record asks for.
    ///
    /// @param <T> what comes of it
    /// @param <E> how it may fail
    @FunctionalInterface
    public interface Work<T extends @Nullable Object, E extends Exception> {

        /// Does it.
        ///
        /// @throws E if it fails
        T run() throws E;
    }

    /// Does what a record asks for as a part of the record's trace.
    ///
    /// @throws E what the work throws
    public <T extends @Nullable Object, E extends Exception> T handle(ConsumerRecord<?, ?> record, Work<T, E> work)
            throws E {
        Observation observation = start(record);
        try (Observation.Scope _ = observation.openScope()) {
            return work.run();
        } catch (Exception e) {
            observation.error(e);
            throw e;
        } finally {
            observation.stop();
        }
    }

    /// Does what several records ask for together: it becomes a part of each record's trace.
    public void handleAll(List<? extends ConsumerRecord<?, ?>> records, Runnable work) {
        List<Observation> all = records.stream().map(this::start).toList();
        try {
            work.run();
        } catch (RuntimeException e) {
            all.forEach(observation -> observation.error(e));
            throw e;
        } finally {
            all.forEach(Observation::stop);
        }
    }

    private Observation start(ConsumerRecord<?, ?> record) {
        if (observations.isNoop()) {
            return Observation.NOOP;
        }
        ReceiverContext<Headers> context = new ReceiverContext<>(EventTracing::lastValue);
        context.setCarrier(record.headers());
        return Observation.createNotStarted(NAME, () -> context, observations)
                .contextualName(record.topic() + " process")
                .lowCardinalityKeyValue("messaging.system", "kafka")
                .lowCardinalityKeyValue("messaging.destination.name", record.topic())
                .start();
    }

    private static @Nullable String lastValue(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
