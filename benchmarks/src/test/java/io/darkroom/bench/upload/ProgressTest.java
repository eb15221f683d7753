package io.darkroom.bench.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {

    @Test
    void estimatesTheRestByTheTurnsOfTheSameSizeSoFar() {
        List<Cell> cells =
                List.of(new Cell(FileSize.SMALL, 1), new Cell(FileSize.SMALL, 8), new Cell(FileSize.LARGE, 1));
        Progress progress = new Progress(cells, 2, Duration.ofSeconds(5));

        progress.add(FileSize.SMALL, Duration.ofSeconds(1));
        progress.add(FileSize.SMALL, Duration.ofSeconds(3));

        // Two more of 2 s, and two of which nothing is known yet.
        assertThat(progress.rest()).isEqualTo(Duration.ofSeconds(14));
    }
}
