package io.darkroom.processor.api.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @Property
    void readsBackWhateverItWrites(@ForAll("values") Object value) throws Exception {
        assertThat(JsonReader.read(JsonWriter.write(value))).isEqualTo(value);
    }

    @Property
    void keepsAnyTextOnOneLineThroughUtf8(@ForAll String text) throws Exception {
        byte[] line = JsonWriter.write(text).getBytes(StandardCharsets.UTF_8);

        assertThat(line).doesNotContain('\n', '\r');
        assertThat(JsonReader.read(new String(line, StandardCharsets.UTF_8))).isEqualTo(text);
    }

    @Property
    void survivesAnyInput(@ForAll("nearlyJson") String text) {
        try {
            JsonReader.read(text);
        } catch (WorkerProtocolException e) {
            assertThat(e).hasMessageStartingWith("not JSON");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[1,]",
                "{\"a\":1,}",
                "{a:1}",
                "{\"a\" 1}",
                "[1 2]",
                "01",
                "1.",
                ".5",
                "-",
                "+1",
                "1e",
                "1e999",
                "NaN",
                "tru",
                "nulll",
                "\"",
                "\"\t\"",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\\u١٢٣٤\"",
                "[] []",
                "{\"a\":1,\"a\":2}"
            })
    void refusesWhatIsNotJson(String text) {
        assertThatExceptionOfType(WorkerProtocolException.class).isThrownBy(() -> JsonReader.read(text));
    }

    @Test
    void refusesDeepNestingBeforeItCostsTheStack() {
        String deep = "[".repeat(1_000_000);

        assertThatExceptionOfType(WorkerProtocolException.class).isThrownBy(() -> JsonReader.read(deep));
    }

    @Test
    void readsWhatOtherLanguagesWrite() throws Exception {
        Object value =
                JsonReader.read(" {\"a\" : [ 1 , -2.5e+1, true, null ], \"\\u00e9\\/\" : \"\\ud83d\\ude00\"}\r\n ");

        assertThat(value).hasToString("{a=[1, -25.0, true, null], é/=😀}");
    }

    @Provide
    Arbitrary<Object> values() {
        return Arbitraries.lazyOf(
                        () -> Arbitraries.of(true, false),
                        () -> Arbitraries.longs().between(-999_999_999_999_999_99L, 999_999_999_999_999_99L),
                        () -> Arbitraries.doubles()
                                .filter(number -> Double.toString(number).contains(".")),
                        Arbitraries::strings,
                        () -> values().list().ofMaxSize(3),
                        () -> Arbitraries.maps(Arbitraries.strings(), values())
                                .ofMaxSize(3)
                                .map(Map::copyOf))
                .filter(value -> depth(value) < JsonReader.MAX_DEPTH);
    }

    @Provide
    Arbitrary<String> nearlyJson() {
        Arbitrary<String> tokens = Arbitraries.of(
                "{", "}", "[", "]", ":", ",", "\"", "\\", "\\u", "a", "0", "-", "1e9", ".", "true", "null", " ", "\n",
                "é", "\ud800");
        return tokens.list().ofMaxSize(30).map(list -> String.join("", list));
    }

    private static int depth(Object value) {
        return switch (value) {
            case Map<?, ?> map ->
                1 + map.values().stream().mapToInt(JsonTest::depth).max().orElse(0);
            case java.util.List<?> list ->
                1 + list.stream().mapToInt(JsonTest::depth).max().orElse(0);
            default -> 0;
        };
    }
}
