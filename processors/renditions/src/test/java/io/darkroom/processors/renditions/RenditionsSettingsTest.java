package io.darkroom.processors.renditions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenditionsSettingsTest {

    @Test
    void haveDefaults() {
        assertThat(RenditionsSettings.of(Map.of()))
                .isEqualTo(new RenditionsSettings(
                        new HeaderLimits(100_000_000, 50_000_000, 16_384, 1_000),
                        List.of(
                                new Rendition("large", 1600),
                                new Rendition("medium", 512),
                                new Rendition("thumbnail", 128)),
                        80));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max-pixels | many | max-pixels",
                "max-pixels | 0 | positive",
                "max-frames | -1 | positive",
                "max-side | 99999999999 | max-side",
                "quality | 0 | quality",
                "quality | 101 | quality",
                "renditions | '' | name:side",
                "renditions | large | name:side",
                "renditions | large:big | number of pixels",
                "renditions | large:0 | from 1 to 16384",
                "renditions | Large:100 | a-z",
                "renditions | ../x:100 | a-z",
                "renditions | a:1,a:2 | two renditions are named 'a'",
                "size | 5 | no such parameter: size"
            })
    void sayWhatIsWrongWithAParameter(String name, String value, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RenditionsSettings.of(Map.of(name, value)))
                .withMessageContaining(message);
    }
}
