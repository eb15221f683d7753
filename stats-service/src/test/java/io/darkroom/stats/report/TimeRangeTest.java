package io.darkroom.stats.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.events.FailureException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeRangeTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:34:56Z");

    @Test
    void endsWithTheBucketOfNowIfNothingIsAsked() {
        TimeRange days = range(null, null, Bucket.DAY);
        TimeRange hours = range(null, null, Bucket.HOUR);

        assertThat(days.from()).isEqualTo("2026-11-13T00:00:00Z");
        assertThat(days.to()).isEqualTo("2026-11-23T00:00:00Z");
        assertThat(hours.from()).isEqualTo("2026-11-22T03:00:00Z");
        assertThat(hours.to()).isEqualTo("2026-11-22T13:00:00Z");
    }

    @Test
    void isWidenedToWholeBuckets() {
        TimeRange hours = range("2026-11-20T01:30:00Z", "2026-11-20T03:00:00.001Z", Bucket.HOUR);

        assertThat(hours.starts())
                .containsExactly(
                        Instant.parse("2026-11-20T01:00:00Z"),
                        Instant.parse("2026-11-20T02:00:00Z"),
                        Instant.parse("2026-11-20T03:00:00Z"));
    }

    @Test
    void staysAsItIsIfItIsWhole() {
        TimeRange day = range("2026-11-20T00:00:00Z", "2026-11-21T00:00:00Z", Bucket.DAY);

        assertThat(day.starts()).containsExactly(Instant.parse("2026-11-20T00:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T00:00:00Z, 2026-11-20T00:00:00Z",
        "2026-11-20T00:00:00Z, 2026-11-20T00:00:00Z",
        "2026-11-25T00:00:00Z,",
        "2000-01-01T00:00:00Z, 2026-11-20T00:00:00Z",
        "-1000000000-01-01T00:00:00Z,",
        ", +1000000000-12-31T23:59:59Z"
    })
    void isRefusedIfItIsEmptyTooLongOrFarOff(Instant from, Instant to) {
        assertThatThrownBy(() -> TimeRange.of(from, to, NOW, Bucket.DAY, 10, TimeRange.LONGEST.minusDays(1)))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining(" time");
    }

    private static TimeRange range(String from, String to, Bucket bucket) {
        return TimeRange.of(
                from == null ? null : Instant.parse(from),
                to == null ? null : Instant.parse(to),
                NOW,
                bucket,
                10,
                Duration.ofDays(30));
    }
}
