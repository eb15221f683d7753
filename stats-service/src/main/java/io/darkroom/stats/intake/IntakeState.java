package io.darkroom.stats.intake;

import io.darkroom.events.ImageEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// What the intake is at, for health and metrics.
///
/// Meters:
/// - `darkroom.stats.events` (counter, tag `type`): events counted, copies too. Alert when it stands still for 10
///   minutes while images come in (`darkroom.upload.images`).
/// - `darkroom.stats.retries` (counter): batches that could not be counted and are tried again. Alert when it rises
///   for 5 minutes: the database is away, or refuses.
/// - `darkroom.stats.dead.letters` (counter): records that can never be counted. Alert on any: an image may be
///   missing in the numbers; the record and the reason stand on the topic's dead-letter topic.
@Component
class IntakeState {

    private static final Logger LOG = LoggerFactory.getLogger(IntakeState.class);

    private final Clock clock;
    private final MeterRegistry meters;
    private final Counter retries;
    private final Counter deadLetters;
    private final Map<Thread, Instant> batches = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable Instant> failingSince = new AtomicReference<>();

    IntakeState(Clock clock, MeterRegistry meters) {
        this.clock = clock;
        this.meters = meters;
        this.retries = meters.counter("darkroom.stats.retries");
        this.deadLetters = meters.counter("darkroom.stats.dead.letters");
    }

    /// A batch is in hand.
    void begin() {
        batches.put(Thread.currentThread(), clock.instant());
    }

    /// It came to an end.
    void succeed() {
        batches.remove(Thread.currentThread());
        Instant since = failingSince.getAndSet(null);
        if (since != null) {
            LOG.atInfo().addKeyValue("since", since).log("events are counted again");
        }
    }

    /// It could not be counted, and will be tried again.
    void fail(RuntimeException cause) {
        batches.remove(Thread.currentThread());
        retries.increment();
        if (failingSince.compareAndSet(null, clock.instant())) {
            LOG.atWarn().setCause(cause).log("events cannot be counted just now; trying until they can");
        }
    }

    void counted(List<ImageEvent> events) {
        events.forEach(event ->
                meters.counter("darkroom.stats.events", "type", event.type()).increment());
    }

    void deadLetter() {
        deadLetters.increment();
    }

    /// Since when nothing could be counted.
    Optional<Instant> failingSince() {
        return Optional.ofNullable(failingSince.get());
    }

    /// Since when the oldest batch is in hand.
    Optional<Instant> oldestBatch() {
        return batches.values().stream().min(Instant::compareTo);
    }
}
