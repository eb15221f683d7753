package io.darkroom.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class PeakMemoryTest {

    @Test
    void isTheHighWaterMark() {
        assertThat(PeakMemory.parse("VmPeak:\t  999 kB\nVmHWM:\t    2048 kB\nVmRSS:\t 1024 kB\n"))
                .isEqualTo(2 * 1024 * 1024);
    }

    @Test
    void aStatusWithoutItIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> PeakMemory.parse("State:\tZ (zombie)\n"));
    }
}
