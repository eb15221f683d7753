package io.darkroom.stats.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvConverterTest {

    @Test
    void separatesCellsByCommasAndEndsLinesAsRfc4180Says() {
        assertThat(CsvConverter.line(Arrays.asList("", "image/jpeg", 7L, null, -3)))
                .isEqualTo(",image/jpeg,7,,-3\r\n");
    }

    @Test
    void quotesWhatWouldEndACell() {
        assertThat(CsvConverter.line(List.of("a,b", "say \"hi\"", "two\r\nlines", "a;b")))
                .isEqualTo("\"a,b\",\"say \"\"hi\"\"\",\"two\r\nlines\",\"a;b\"\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"})
    void takesTheHarmOutOfFormulas(String formula) {
        assertThat(CsvConverter.line(List.of(formula))).startsWith("\"'" + formula.charAt(0));
    }

    @Property
    void neverLetsATextBeginAsAFormulaOrLeaveItsCell(@ForAll String text) {
        String line = CsvConverter.line(List.of("first", text, "last"));

        String cell = line.substring("first,".length(), line.length() - ",last\r\n".length());
        String content = cell.startsWith("\"") ? unquoted(cell) : cell;
        assertThat(content).isIn(text, "'" + text);
        assertThat(content).doesNotMatch("(?s)[=+\\-@\t\r\n].*");
    }

    private static String unquoted(String cell) {
        String inner = cell.substring(1, cell.length() - 1);
        assertThat(inner.replace("\"\"", "")).doesNotContain("\"");
        return inner.replace("\"\"", "\"");
    }
}
