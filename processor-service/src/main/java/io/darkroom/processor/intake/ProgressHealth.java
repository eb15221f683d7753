package io.darkroom.processor.intake;

import java.time.Duration;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/// Whether the lanes are being read. Not whether images come to their end: while the store is away none
/// does, and starting the service anew would not help.
final class ProgressHealth extends AbstractHealthIndicator {

    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(2);

    private final Intake intake;

    ProgressHealth(Intake intake) {
        super("the lanes cannot be looked at");
        this.intake = intake;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        builder.up();
        for (LaneReader reader : intake.readers()) {
            if (!reader.isReading(LONGEST_SILENCE)) {
                builder.down();
            }
            builder.withDetail(
                    reader.name(),
                    new LaneState(
                            reader.sincePoll().toSeconds(),
                            reader.lane().inFlight(),
                            reader.lane().waiting()));
        }
    }

    /// A lane as operators see it.
    ///
    /// @param secondsSincePoll since the consumer last asked for records
    /// @param inFlight images being worked on
    /// @param waiting records read that wait for a place
    record LaneState(long secondsSincePoll, int inFlight, int waiting) {}
}
