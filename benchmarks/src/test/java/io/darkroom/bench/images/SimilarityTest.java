package io.darkroom.bench.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SimilarityTest {

    private static final int SIDE = 64;

    @Test
    void thePictureItselfIsAsSimilarAsCanBe() {
        assertThat(Similarity.of(noise(1), noise(1), SIDE, SIDE)).isCloseTo(1, within(1e-12));
    }

    @Test
    void anotherPictureIsNotSimilar() {
        assertThat(Similarity.of(noise(1), noise(2), SIDE, SIDE)).isLessThan(0.1);
    }

    @Test
    void aLittleDamageIsLessThanMuch() {
        assertThat(Similarity.of(ramp(0), ramp(2), SIDE, SIDE))
                .isLessThan(1)
                .isGreaterThan(Similarity.of(ramp(0), ramp(20), SIDE, SIDE));
    }

    @Test
    void picturesOfDifferentSizesCannotBeCompared() {
        assertThatIllegalArgumentException().isThrownBy(() -> Similarity.of(noise(1), new double[10], SIDE, SIDE));
    }

    private static double[] noise(long seed) {
        return new Random(seed).doubles(SIDE * SIDE, 0, 255).toArray();
    }

    private static double[] ramp(double damage) {
        double[] values = new double[SIDE * SIDE];
        Random random = new Random(3);
        for (int i = 0; i < values.length; i++) {
            values[i] = 3.0 * (i % SIDE) + damage * random.nextDouble();
        }
        return values;
    }
}
