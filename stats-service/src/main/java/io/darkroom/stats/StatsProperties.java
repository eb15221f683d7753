package io.darkroom.stats;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The service's settings. Database, broker and tokens are set where Spring Boot has them (`spring.datasource`,
/// `spring.flyway`, `spring.kafka`, `spring.security`).
///
/// @param facts which days have facts
/// @param retry how the intake tries again while the database is away
/// @param checks how often the service looks after itself
/// @param reconciliation how originals are compared with the facts
@ConfigurationProperties("darkroom.stats")
public record StatsProperties(
        @DefaultValue Facts facts,
        @DefaultValue Retry retry,
        @DefaultValue Checks checks,
        @DefaultValue Reconciliation reconciliation) {

    /// Which days have facts. Rollups are kept for ever.
    ///
    /// @param keptDays how many days before today have facts; older ones are dropped, and an event of theirs
    /// becomes a dead letter
    /// @param aheadDays how many days after today have a partition already; an event of a later day becomes a
    /// dead letter
    public record Facts(
            @DefaultValue("400") int keptDays,
            @DefaultValue("7") int aheadDays) {

        // Events may be replayed for as long as results are kept.
        private static final int LEAST_KEPT_DAYS = 8;

        /// @throws IllegalArgumentException if a number is out of range
        public Facts {
            require(
                    keptDays >= LEAST_KEPT_DAYS && keptDays <= 3660,
                    "darkroom.stats.facts.kept-days must be %d to 3660".formatted(LEAST_KEPT_DAYS));
            require(aheadDays >= 1 && aheadDays <= 60, "darkroom.stats.facts.ahead-days must be 1 to 60");
        }
    }

    /// How the intake tries again: for as long as it takes, each time after twice the pause before.
    ///
    /// @param firstPause the first pause
    /// @param longestPause the longest pause; well below the broker's limit between two polls
    public record Retry(
            @DefaultValue("200ms") Duration firstPause,
            @DefaultValue("5s") Duration longestPause) {

        /// @throws IllegalArgumentException if a pause is out of range
        public Retry {
            require(isPositive(firstPause), "darkroom.stats.retry.first-pause must be positive");
            require(
                    longestPause.compareTo(firstPause) >= 0 && longestPause.compareTo(Duration.ofMinutes(1)) <= 0,
                    "darkroom.stats.retry.longest-pause must be from first-pause to 1m");
        }
    }

    /// How often the service looks after itself.
    ///
    /// @param freshness how often it measures up to when the numbers are complete
    /// @param balance how often it balances the accounts and measures how many images wait
    /// @param partitions how often it makes partitions ahead and drops old ones
    /// @param reconciliation how often, and how long after the start first, it looks whether
    /// originals are to be compared with the facts
    public record Checks(
            @DefaultValue("5s") Duration freshness,
            @DefaultValue("15s") Duration balance,
            @DefaultValue("1h") Duration partitions,
            @DefaultValue("1m") Duration reconciliation) {

        /// @throws IllegalArgumentException if a time is not positive, or partitions would be made too late
        public Checks {
            require(isPositive(freshness), "darkroom.stats.checks.freshness must be positive");
            require(isPositive(balance), "darkroom.stats.checks.balance must be positive");
            require(
                    isPositive(partitions) && partitions.compareTo(Duration.ofHours(12)) <= 0,
                    "darkroom.stats.checks.partitions must be positive and at most 12h");
            require(isPositive(reconciliation), "darkroom.stats.checks.reconciliation must be positive");
        }
    }

    /// How originals are compared with the facts. The bucket is listed from its beginning to its end,
    /// by one instance.
    ///
    /// @param every how often
    /// @param grace how long after it was written an original's event may be published
    public record Reconciliation(
            @DefaultValue("1h") Duration every,
            @DefaultValue("15m") Duration grace) {

        /// @throws IllegalArgumentException if a time is out of range
        public Reconciliation {
            require(
                    isPositive(every) && every.compareTo(Duration.ofDays(1)) <= 0,
                    "darkroom.stats.reconciliation.every must be positive and at most 1d");
            require(isPositive(grace), "darkroom.stats.reconciliation.grace must be positive");
        }
    }

    private static boolean isPositive(Duration duration) {
        return duration.isPositive();
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
