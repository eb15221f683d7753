package io.darkroom.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BenchmarkOptionsTest {

    @Test
    void takesFiveHundredImagesInFiveRoundsUnlessToldOtherwise() {
        BenchmarkOptions usual = BenchmarkOptions.parse(List.of("pipeline"));
        BenchmarkOptions chosen = BenchmarkOptions.parse(List.of("pipeline", "--images", "20", "--rounds", "3"));

        assertThat(usual.images()).isEqualTo(500);
        assertThat(usual.rounds()).isEqualTo(5);
        assertThat(chosen.images()).isEqualTo(20);
    }

    @Test
    void theRoundsTogetherHaveAllImages() {
        BenchmarkOptions options = BenchmarkOptions.parse(List.of("pipeline", "--images", "20", "--rounds", "3"));

        assertThat(IntStream.range(0, 3).map(options::imagesOfRound)).containsExactly(7, 7, 6);
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThatIllegalArgumentException().isThrownBy(() -> BenchmarkOptions.parse(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> BenchmarkOptions.parse(List.of("other")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BenchmarkOptions.parse(List.of("pipeline", "--images", "many")))
                .withMessageContaining("many");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BenchmarkOptions.parse(List.of("pipeline", "--images")))
                .withMessageContaining("--images");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BenchmarkOptions.parse(List.of("pipeline", "--images", "2", "--rounds", "3")));
    }
}
