package io.darkroom.processors.originals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ParametersTest {

    @Test
    void haveDefaults() {
        Parameters none = Parameters.of(Map.of(), Set.of("size", "on"));

        assertThat(none.number("size", 7)).isEqualTo(7);
        assertThat(none.text("size", "x")).isEqualTo("x");
        assertThat(none.isOn("on", true)).isTrue();
        assertThat(HeaderLimits.of(none)).isEqualTo(HeaderLimits.DEFAULTS);
    }

    @Test
    void anUnknownOneIsAMistypedOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Parameters.of(Map.of("sise", "7"), Set.of("size")))
                .withMessage("no such parameter: sise; there are "
                        + "[max-frames, max-pixels, max-pixels-decoded-whole, max-scans, max-side, size]");
    }

    @Test
    void aBadValueIsNamed() {
        Parameters bad = Parameters.of(Map.of("size", "many", "on", "perhaps"), Set.of("size", "on", "file"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> bad.number("size", 7))
                .withMessageContaining("size");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bad.isOn("on", true))
                .withMessageContaining("perhaps");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bad.text("file"))
                .withMessageContaining("file is missing");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Parameters.of(Map.of("size", "9"), Set.of("size")).number("size", 1, 1, 8))
                .withMessageContaining("from 1 to 8, not 9");
    }
}
