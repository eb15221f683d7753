package io.darkroom.processor.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class UsualTimeTest {

    private final UsualTime usual = new UsualTime();

    @Test
    void knowsNothingBeforeAnImageWasDone() {
        assertThat(usual.isFarExceededBy(Duration.ofDays(1))).isFalse();
    }

    @Test
    void callsTenTimesAsMuchFar() {
        add(Duration.ofSeconds(1), 1);

        assertThat(usual.isFarExceededBy(Duration.ofSeconds(10))).isFalse();
        assertThat(usual.isFarExceededBy(Duration.ofMillis(10_001))).isTrue();
    }

    @Test
    void callsNothingFarThatIsLessThanHalfASecond() {
        add(Duration.ofMillis(1), 1);

        assertThat(usual.isFarExceededBy(Duration.ofMillis(500))).isFalse();
        assertThat(usual.isFarExceededBy(Duration.ofMillis(501))).isTrue();
    }

    @Test
    void forgetsASlowBeginning() {
        add(Duration.ofSeconds(2), 1);

        add(Duration.ofMillis(50), 15);

        // (2000 + 15 * 50) / 16, ten times.
        assertThat(usual.isFarExceededBy(Duration.ofMillis(1700))).isFalse();
        assertThat(usual.isFarExceededBy(Duration.ofMillis(1750))).isTrue();
    }

    @Test
    void isNotMovedByOneImageThatTookForEver() {
        add(Duration.ofMillis(160), 20);

        add(Duration.ofHours(1), 1);

        // As if it had taken ten times as long: 160 + (1600 - 160) / 16.
        assertThat(usual.isFarExceededBy(Duration.ofMillis(2500))).isFalse();
        assertThat(usual.isFarExceededBy(Duration.ofMillis(2501))).isTrue();
    }

    @Test
    void followsImagesThatComeToTakeLonger() {
        add(Duration.ofMillis(20), 100);

        add(Duration.ofSeconds(5), 100);

        assertThat(usual.isFarExceededBy(Duration.ofSeconds(45))).isFalse();
    }

    @Test
    void followsImagesThatComeToTakeLess() {
        add(Duration.ofSeconds(5), 100);

        add(Duration.ofMillis(20), 200);

        assertThat(usual.isFarExceededBy(Duration.ofSeconds(1))).isTrue();
    }

    private void add(Duration took, int times) {
        for (int i = 0; i < times; i++) {
            usual.add(took);
        }
    }
}
