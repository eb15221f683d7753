package io.darkroom.processors.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExifSummaryTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Acme (Acme, ASCII, 5 components, 5 bytes) | Acme",
                "A (b) (A (b), ASCII, 6 components, 6 bytes) | A (b)",
                "Acme | Acme",
                "48/1 8/1 0/1 (48,  8,  0, Rational, 3 components, 24 bytes) | 48/1 8/1 0/1"
            })
    void takesTheValueOutOfAnEntry(String entry, String value) {
        assertThat(ExifSummary.value(entry)).isEqualTo(value);
    }

    @Test
    void strangersTextBecomesOneShortLine() {
        assertThat(ExifSummary.value("a\nb\u0000c\u0007")).isEqualTo("a b c");
        assertThat(ExifSummary.value("x".repeat(5000))).hasSize(100);
    }
}
