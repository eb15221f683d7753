package io.darkroom.bench.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ImagesReportTest {

    @Test
    void showsMediansBesideThoseOfSharp() {
        Score ours = score(Contenders.DARKROOM, 0.9, 0.2, 0.1);
        Score sharp = score(Contenders.SHARP, 0.4, 0.4, 0.5);
        Score best = score(Contenders.SHARP_AT_BEST, 0.25, 0.25, 0.25);

        assertThat(ImagesReport.of(BenchCase.JPEG, List.of(ours, sharp, best)))
                .contains("| " + Contenders.DARKROOM + " | 100.0 | 0.50 | 0.80 | 4.0 | 250 | 12.0 | 0.9800 |")
                .contains("| " + Contenders.SHARP + " | 200.0 | 1.00 | 1.60 |");
    }

    private static Score score(String name, double... cpuSeconds) {
        Score score = new Score(name);
        for (double cpu : cpuSeconds) {
            score.add(new RunningContender.Round(2, 0.5, cpu), 250_000_000);
        }
        score.add(new Judge.Verdict(12_000, List.of(0.97, 0.98, 0.99)));
        return score;
    }
}
