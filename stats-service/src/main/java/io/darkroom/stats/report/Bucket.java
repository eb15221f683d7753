package io.darkroom.stats.report;

import com.fasterxml.jackson.annotation.JsonValue;
import io.darkroom.events.FailureCode;
import io.darkroom.events.FailureException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;

/// How wide the steps of a time line are.
enum Bucket {
    /// UTC hours.
    HOUR(ChronoUnit.HOURS),
    /// UTC days.
    DAY(ChronoUnit.DAYS);

    private final ChronoUnit unit;

    Bucket(ChronoUnit unit) {
        this.unit = unit;
    }

    /// @throws FailureException if no bucket has this name
    static Bucket parse(String name) {
        return Arrays.stream(values())
                .filter(bucket -> bucket.value().equals(name))
                .findFirst()
                .orElseThrow(() -> new FailureException(
                        FailureCode.INVALID_EVENT, "The parameter 'bucket' must be 'hour' or 'day'."));
    }

    /// The name in requests and answers.
    @JsonValue
    String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    Duration width() {
        return unit.getDuration();
    }

    /// The start of the bucket that this time lies in.
    Instant floor(Instant time) {
        return time.atOffset(ZoneOffset.UTC).truncatedTo(unit).toInstant();
    }

    /// This time, if a bucket starts there, else the start of the next one.
    Instant ceiling(Instant time) {
        Instant floor = floor(time);
        return floor.equals(time) ? time : floor.plus(width());
    }
}
