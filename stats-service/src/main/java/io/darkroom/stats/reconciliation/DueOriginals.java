package io.darkroom.stats.reconciliation;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Supplier;

/// Tells which originals must have a fact by now: those for which all events that had been published
/// a grace after their writing are counted. While counting is behind, that is the further back:
/// nothing is reported for being late.
final class DueOriginals {

    private final Supplier<Optional<Instant>> completeUntil;
    private final Supplier<LocalDate> firstDay;
    private final Duration grace;

    /// @param completeUntil up to when all events are counted; empty if that is not known
    /// @param firstDay the oldest day that has facts
    /// @param grace how long after its writing an original's event may be published
    DueOriginals(Supplier<Optional<Instant>> completeUntil, Supplier<LocalDate> firstDay, Duration grace) {
        this.completeUntil = completeUntil;
        this.firstDay = firstDay;
        this.grace = grace;
    }

    /// When they were written; empty if that is not known yet.
    Optional<WrittenBetween> written() {
        return completeUntil
                .get()
                .map(until -> new WrittenBetween(
                        firstDay.get().atStartOfDay(ZoneOffset.UTC).toInstant(), until.minus(grace)));
    }
}
