package io.darkroom.ingest.intake;

import io.darkroom.events.FailureCode;
import io.darkroom.ingest.image.Taken;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.stereotype.Component;

/// What the service counts.
///
/// - `darkroom.ingest.images`, tag `delivery` = `first` | `again`: images accepted. Alert when `first` stays at zero
/// while
///   the consumer lag (`kafka.consumer.fetch.manager.records.lag.max`) grows.
/// - `darkroom.ingest.image.size`, bytes: their sizes.
/// - `darkroom.ingest.delay`: from a record's arrival on the topic to the end of its effects. Alert when its maximum
/// stays
///   above a minute.
/// - `darkroom.ingest.rejected`, tag `code`: records that became dead letters. Alert on any with `INTERNAL`, which is
/// our
///   defect, and when the others exceed the usual share: a sender is broken.
/// - `darkroom.ingest.redelivered`, tag `code`: batches put back because something is away. Alert when it grows for
/// more than
///   five minutes: images wait, though none is lost. `INTERNAL` means that a batch missed its deadline.
@Component
final class IntakeMetrics {

    private final Counter first;
    private final Counter again;
    private final DistributionSummary size;
    private final Timer delay;
    private final Map<FailureCode, Counter> rejected = new EnumMap<>(FailureCode.class);
    private final Map<FailureCode, Counter> redelivered = new EnumMap<>(FailureCode.class);
    private final Clock clock;

    IntakeMetrics(MeterRegistry registry, Clock clock) {
        this.first = registry.counter("darkroom.ingest.images", "delivery", "first");
        this.again = registry.counter("darkroom.ingest.images", "delivery", "again");
        this.size = DistributionSummary.builder("darkroom.ingest.image.size")
                .baseUnit("bytes")
                .register(registry);
        this.delay = registry.timer("darkroom.ingest.delay");
        this.clock = clock;
        // All series are there from the start, so that an alert can tell none from not counted.
        for (FailureCode code : FailureCode.values()) {
            rejected.put(code, registry.counter("darkroom.ingest.rejected", "code", code.name()));
            redelivered.put(code, registry.counter("darkroom.ingest.redelivered", "code", code.name()));
        }
    }

    void taken(ConsumerRecord<?, ?> record, Taken taken) {
        switch (taken) {
            case Taken.Accepted accepted -> {
                (accepted.again() ? again : first).increment();
                size.record((double) accepted.sizeBytes());
            }
            case Taken.Rejected(FailureCode code) -> count(rejected, code);
        }
        Duration sinceArrival = Duration.between(Instant.ofEpochMilli(record.timestamp()), clock.instant());
        // The broker's clock may be ahead of ours.
        delay.record(sinceArrival.isNegative() ? Duration.ZERO : sinceArrival);
    }

    void redelivered(FailureCode code) {
        count(redelivered, code);
    }

    private static void count(Map<FailureCode, Counter> counters, FailureCode code) {
        Objects.requireNonNull(counters.get(code)).increment();
    }
}
