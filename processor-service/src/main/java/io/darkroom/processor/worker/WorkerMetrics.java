package io.darkroom.processor.worker;

import io.darkroom.events.Channel;
import io.darkroom.processor.api.ProcessorAnswer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// Meters of one processor, tagged with its name.
///
/// - `darkroom.processor.workers` (gauge, tag `state`: `ready`, `busy`, `set-aside`): alert when the first two are 0
///   for a minute, or when `set-aside` stays at its maximum: then the next image that hangs keeps its seat.
/// - `darkroom.processor.workers.waiting` (gauge, tag `lane`): images that wait for their turn; alert when it
///   stays at what the lanes have in flight.
/// - `darkroom.processor.workers.restarts` (counter, tag `cause`): alert when `crashed`, `timed-out`,
///   `broke` or `unready` rises faster than images fail.
/// - `darkroom.processor.workers.replacement` (timer): from the moment that a worker is given up until another has its
///   place. Alert when its maximum stays above a second: there are too few spares.
/// - `darkroom.processor.run` (timer, tag `outcome`): time at the processor, without the wait. Alert when its
///   99th percentile comes near the deadline.
/// - `darkroom.processor.workers.memory` (gauge, bytes): resident memory of its processes. Alert when it comes near
///   what the machine has.
public final class WorkerMetrics {

    /// Why a worker was replaced.
    enum Cause {
        CRASHED,
        OUT_OF_MEMORY,
        TIMED_OUT,
        BROKE,
        DIED_IDLE,
        SET_ASIDE,
        RECYCLED,
        ABANDONED,
        UNREADY;

        /// @param outcome what was no answer; null if nobody waited for one any more
        static Cause of(@Nullable WorkerOutcome outcome) {
            return switch (outcome) {
                case WorkerOutcome.Answered _ -> throw new IllegalArgumentException("whoever answers stays");
                case WorkerOutcome.TimedOut _ -> TIMED_OUT;
                case WorkerOutcome.Died died -> died.outOfMemory() ? OUT_OF_MEMORY : CRASHED;
                case WorkerOutcome.Broke _ -> BROKE;
                case null -> ABANDONED;
            };
        }

        String tag() {
            return WorkerMetrics.tag(this);
        }
    }

    private final MeterRegistry registry;
    private final String processor;

    /// @param processor its configured name
    public WorkerMetrics(MeterRegistry registry, String processor) {
        this.registry = registry;
        this.processor = processor;
        for (Cause cause : Cause.values()) {
            restarts(cause);
        }
    }

    /// Begins to show a pool's state.
    public void observe(ProcessorPool pool) {
        gauge("darkroom.processor.workers", tags("state", "ready"), pool, ProcessorPool::ready);
        gauge("darkroom.processor.workers", tags("state", "busy"), pool, ProcessorPool::busy);
        gauge("darkroom.processor.workers", tags("state", "set-aside"), pool, ProcessorPool::setAside);
        for (Channel lane : Channel.values()) {
            gauge("darkroom.processor.workers.waiting", tags("lane", tag(lane)), pool, p -> p.waiting(lane));
        }
        Gauge.builder("darkroom.processor.workers.memory", pool, ProcessorPool::residentBytes)
                .baseUnit("bytes")
                .tags("processor", processor)
                .register(registry);
    }

    private void gauge(String name, Tags tags, ProcessorPool pool, ToDoubleFunction<ProcessorPool> value) {
        Gauge.builder(name, pool, value).tags(tags).register(registry);
    }

    /// An image has been at the processor.
    public void ran(WorkerOutcome outcome, Duration took) {
        Timer.builder("darkroom.processor.run")
                .tags(tags("outcome", tag(outcome)))
                .register(registry)
                .record(took);
    }

    void replaced(Cause cause) {
        restarts(cause).increment();
    }

    void filled(Duration empty) {
        Timer.builder("darkroom.processor.workers.replacement")
                .tag("processor", processor)
                .register(registry)
                .record(empty);
    }

    private Counter restarts(Cause cause) {
        return Counter.builder("darkroom.processor.workers.restarts")
                .tag("processor", processor)
                .tag("cause", cause.tag())
                .register(registry);
    }

    private Tags tags(String key, String value) {
        return Tags.of("processor", processor, key, value);
    }

    private static String tag(WorkerOutcome outcome) {
        return switch (outcome) {
            case WorkerOutcome.Answered(ProcessorAnswer.Done _) -> "done";
            case WorkerOutcome.Answered(ProcessorAnswer.Rejected _) -> "rejected";
            case WorkerOutcome.Answered(ProcessorAnswer.Failed _) -> "failed";
            case WorkerOutcome.TimedOut _ -> "timed-out";
            case WorkerOutcome.Died died -> died.outOfMemory() ? "out-of-memory" : "died";
            case WorkerOutcome.Broke _ -> "broke";
        };
    }

    private static String tag(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
