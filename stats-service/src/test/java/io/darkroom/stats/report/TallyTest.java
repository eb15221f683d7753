package io.darkroom.stats.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TallyTest {

    @Test
    void addsOutcomesBytesAndTimesUp() {
        Tally tally = Tally.of(List.of(
                new RollupCell("PROCESSED", 150L, 3, 3000, 600, 360),
                new RollupCell("FAILED", 10L, 1, 1000, 0, 4),
                new RollupCell("IN_FLIGHT", null, 2, 2000, 0, 0)));

        assertThat(tally).isEqualTo(new Tally(6, 3, 1, 2, 6000, 600, 91L, 150L, 150L, 150L));
    }

    @Test
    void readsPercentilesFromTheHistogramWhateverItsOrder() {
        Tally tally = Tally.of(List.of(
                new RollupCell("PROCESSED", 100_000L, 1, 0, 0, 0),
                new RollupCell("PROCESSED", 20L, 49, 0, 0, 0),
                new RollupCell("PROCESSED", 200L, 45, 0, 0, 0),
                new RollupCell("FAILED", 20L, 5, 0, 0, 0)));

        assertThat(tally.p50Millis()).isEqualTo(20);
        assertThat(tally.p95Millis()).isEqualTo(200);
        assertThat(tally.p99Millis()).isEqualTo(200);
    }

    @Test
    void hasNoTimesWhenNothingHasEnded() {
        Tally tally = Tally.of(List.of(new RollupCell("IN_FLIGHT", null, 2, 2000, 0, 0)));

        assertThat(tally).isEqualTo(new Tally(2, 0, 0, 2, 2000, 0, null, null, null, null));
        assertThat(Tally.of(List.of())).isEqualTo(new Tally(0, 0, 0, 0, 0, 0, null, null, null, null));
    }
}
