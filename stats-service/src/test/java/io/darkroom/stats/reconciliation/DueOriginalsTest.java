package io.darkroom.stats.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DueOriginalsTest {

    private static final LocalDate FIRST_DAY = LocalDate.parse("2025-10-18");
    private static final Duration GRACE = Duration.ofMinutes(15);

    @Test
    void areThoseOfWhoseTimeAndAGraceAllEventsAreCounted() {
        DueOriginals due =
                new DueOriginals(() -> Optional.of(Instant.parse("2026-11-22T12:00:00Z")), () -> FIRST_DAY, GRACE);

        assertThat(due.written())
                .contains(new WrittenBetween(
                        Instant.parse("2025-10-18T00:00:00Z"), Instant.parse("2026-11-22T11:45:00Z")));
    }

    @Test
    void areNotKnownUntilItIsKnownWhatIsCounted() {
        DueOriginals due = new DueOriginals(Optional::empty, () -> FIRST_DAY, GRACE);

        assertThat(due.written()).isEmpty();
    }
}
