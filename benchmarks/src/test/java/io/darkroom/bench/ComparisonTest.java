package io.darkroom.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    @Test
    void setsPipelineBesideBareWork() {
        Comparison comparison = new Comparison();
        comparison.add(
                new Measurement(10, 2, Map.of("renditions", 4.0)),
                new Measurement(10, 4, Map.of("workers", 4.0, "kafka", 2.0)));
        comparison.add(
                new Measurement(10, 3, Map.of("renditions", 4.0)),
                new Measurement(10, 6, Map.of("workers", 4.0, "kafka", 2.0)));

        String[] lines = comparison.toMarkdown().split("\\R");

        assertThat(lines)
                .containsSequence(
                        "| 20 photographs each way | bare work | pipeline | pipeline / bare |",
                        "|---|---:|---:|---:|",
                        "| images per second | 4.000 | 2.000 | 0.500 |",
                        "| CPU seconds per image | 0.400 | 0.600 | 1.500 |")
                .containsSequence("| 1 | 5.000 | 2.500 | 0.500 | 1.500 |", "| 2 | 3.333 | 1.667 | 0.500 | 1.500 |")
                .containsSequence("| workers | 0.4000 | 66.7 % |", "| kafka | 0.2000 | 33.3 % |");
    }

    @Test
    void countsWhatWasUsedInBetween() {
        assertThat(CpuMeter.between(Map.of("kafka", 1.5), Map.of("kafka", 4.0, "workers", 2.0)))
                .isEqualTo(Map.of("kafka", 2.5, "workers", 2.0));
    }
}
