package io.darkroom.processor.worker;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Locale;

/// Meters of one pool, tagged with the processor's name.
///
/// - `darkroom.processor.workers` (gauge, tag `state`: `ready`, `busy`): alert when both are 0 for a
///   minute.
/// - `darkroom.processor.workers.restarts` (counter, tag `cause`): alert when `crashed`, `timed-out`,
///   `broke` or `unready` rises faster than images fail.
final class WorkerMetrics {

    /// Why a worker was replaced.
    enum Cause {
        CRASHED,
        OUT_OF_MEMORY,
        TIMED_OUT,
        BROKE,
        DIED_IDLE,
        RECYCLED,
        ABANDONED,
        UNREADY;

        String tag() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final MeterRegistry registry;
    private final String processor;

    WorkerMetrics(MeterRegistry registry, String processor) {
        this.registry = registry;
        this.processor = processor;
        for (Cause cause : Cause.values()) {
            restarts(cause);
        }
    }

    void observe(WorkerPool pool) {
        registry.gauge("darkroom.processor.workers", tags("ready"), pool, WorkerPool::ready);
        registry.gauge("darkroom.processor.workers", tags("busy"), pool, WorkerPool::busy);
    }

    void replaced(Cause cause) {
        restarts(cause).increment();
    }

    private Counter restarts(Cause cause) {
        return Counter.builder("darkroom.processor.workers.restarts")
                .tag("processor", processor)
                .tag("cause", cause.tag())
                .register(registry);
    }

    private Tags tags(String state) {
        return Tags.of("processor", processor, "state", state);
    }
}
