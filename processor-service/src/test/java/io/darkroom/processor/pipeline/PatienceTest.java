package io.darkroom.processor.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.events.FailureCode;
import io.darkroom.events.FailureException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PatienceTest {

    private final Patience patience = new Patience(Duration.ofNanos(1), Duration.ofNanos(4));

    @ParameterizedTest
    @EnumSource(names = {"STORE_UNAVAILABLE", "BROKER_UNAVAILABLE", "DATABASE_UNAVAILABLE"})
    void triesUntilADependencyIsBack(FailureCode code) throws Exception {
        AtomicInteger tries = new AtomicInteger();

        String result = patience.until("test", () -> {
            if (tries.incrementAndGet() < 100) {
                throw new FailureException(code, "away");
            }
            return "back";
        });

        assertThat(result).isEqualTo("back");
        assertThat(tries).hasValue(100);
    }

    @Test
    void triesUntilTheDiskIsBack() throws Exception {
        AtomicInteger tries = new AtomicInteger();

        assertThat(patience.<String>until("test", () -> {
                    if (tries.incrementAndGet() < 3) {
                        throw new IOException("No space left on device");
                    }
                    return "room";
                }))
                .isEqualTo("room");
    }

    @Test
    void doesNotTryAgainWhatWillNotGetBetter() {
        AtomicInteger tries = new AtomicInteger();

        assertThatThrownBy(() -> patience.until("test", () -> {
                    tries.incrementAndGet();
                    throw new FailureException(FailureCode.RAW_MISSING, "gone");
                }))
                .isInstanceOf(FailureException.class);
        assertThat(tries).hasValue(1);
    }

    @Test
    void endsWhenInterrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> patience.until("test", () -> {
                    throw new IOException("for ever");
                }))
                .isInstanceOf(InterruptedException.class);
    }
}
