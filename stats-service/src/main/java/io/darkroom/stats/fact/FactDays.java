package io.darkroom.stats.fact;

import io.darkroom.stats.StatsProperties;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.springframework.stereotype.Component;

/// Which days have facts just now. An event of another day is not counted: its facts are gone, so it cannot be told
/// from a copy of one that was counted; or its time cannot be right.
@Component
public class FactDays {

    private final Clock clock;
    private final StatsProperties.Facts settings;

    FactDays(Clock clock, StatsProperties properties) {
        this.clock = clock;
        this.settings = properties.facts();
    }

    /// The oldest day.
    public LocalDate first() {
        return today().minusDays(settings.keptDays());
    }

    /// The latest day.
    public LocalDate last() {
        return today().plusDays(settings.aheadDays());
    }

    /// Whether a day lies between them.
    public boolean include(LocalDate day) {
        return !day.isBefore(first()) && !day.isAfter(last());
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
