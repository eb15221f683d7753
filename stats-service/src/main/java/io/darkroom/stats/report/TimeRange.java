package io.darkroom.stats.report;

import io.darkroom.events.FailureCode;
import io.darkroom.events.FailureException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A time of whole buckets.
///
/// @param from where it begins: the start of a bucket
/// @param to where it ends: the start of the first bucket that does not belong to it
/// @param bucket how wide the buckets are
record TimeRange(Instant from, Instant to, Bucket bucket) {

    static final Duration LONGEST = Duration.ofDays(3660);

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    /// The asked time, widened to whole buckets.
    ///
    /// @param from null: so many buckets before its end
    /// @param to null: the end of the bucket that `now` lies in
    /// @param buckets how many buckets the range has if its begin is not asked for
    /// @param longest how long it may be
    /// @throws FailureException if that is no time, or too long
    static TimeRange of(
            @Nullable Instant from, @Nullable Instant to, Instant now, Bucket bucket, int buckets, Duration longest) {
        Instant end = to == null ? bucket.floor(now).plus(bucket.width()) : bucket.ceiling(requireSane(to));
        Instant begin =
                from == null ? end.minus(bucket.width().multipliedBy(buckets)) : bucket.floor(requireSane(from));
        if (!begin.isBefore(end)) {
            throw invalid("The time 'from' must lie before 'to'.");
        }
        if (Duration.between(begin, end).compareTo(longest) > 0) {
            throw invalid("The time from 'from' to 'to' must be at most %d days.".formatted(longest.toDays()));
        }
        return new TimeRange(begin, end, bucket);
    }

    /// The starts of its buckets.
    List<Instant> starts() {
        return Stream.iterate(from, start -> start.isBefore(to), start -> start.plus(bucket.width()))
                .toList();
    }

    /// @throws FailureException if a time lies so far off that nothing can be known of it
    static Instant requireSane(Instant time) {
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            throw invalid("A time must lie between %s and %s.".formatted(EARLIEST, LATEST));
        }
        return time;
    }

    /// @throws FailureException if a day lies so far off that nothing can be known of it
    static LocalDate requireSaneDay(LocalDate day) {
        requireSane(day.atStartOfDay(ZoneOffset.UTC).toInstant());
        return day;
    }

    private static FailureException invalid(String message) {
        return new FailureException(FailureCode.INVALID_EVENT, message);
    }
}
