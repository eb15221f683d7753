package io.darkroom.stats.fact;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.stats.StatsProperties;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class FactDaysTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final FactDays days = days(NOON, 10, 2);

    @Test
    void includesTheDaysFromTheOldestKeptToTheLastOneAhead() {
        assertThat(days.first()).isEqualTo("2026-11-12");
        assertThat(days.last()).isEqualTo("2026-11-24");
        assertThat(List.of("2026-11-12", "2026-11-22", "2026-11-24"))
                .allMatch(day -> days.include(LocalDate.parse(day)));
    }

    @Test
    void excludesEveryOtherDay() {
        assertThat(List.of("2026-11-11", "2026-11-25", "1970-01-01", "-999999999-01-01", "+999999999-12-31"))
                .noneMatch(day -> days.include(LocalDate.parse(day)));
    }

    /// The days about a time that tests use.
    static List<LocalDate> daysAround(Instant time) {
        LocalDate day = LocalDate.ofInstant(time, ZoneOffset.UTC);
        return day.minusDays(3).datesUntil(day.plusDays(4)).toList();
    }

    static FactDays days(Instant now, int keptDays, int aheadDays) {
        return new FactDays(
                Clock.fixed(now, ZoneOffset.UTC),
                new StatsProperties(
                        new StatsProperties.Facts(keptDays, aheadDays),
                        new StatsProperties.Retry(Duration.ofMillis(10), Duration.ofMillis(100)),
                        new StatsProperties.Checks(
                                Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofHours(1), Duration.ofHours(1)),
                        new StatsProperties.Reconciliation(Duration.ofHours(1), Duration.ofMinutes(15))));
    }
}
