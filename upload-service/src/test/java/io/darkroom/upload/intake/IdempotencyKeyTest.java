package io.darkroom.upload.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.events.CustomerId;
import io.darkroom.events.FailureException;
import io.darkroom.events.ImageId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {

    private static final CustomerId ACME = new CustomerId("acme");

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            quoteCharacter = '`',
            value = {
                "8e03978e-40d5-43dd-bc93-6894a57f9324 > 8e03978e-40d5-43dd-bc93-6894a57f9324",
                "\"8e03978e-40d5\" > 8e03978e-40d5",
                "\"with spaces, too\" > with spaces, too",
                "\"a \\\"quote\\\" and a \\\\\" > a \"quote\" and a \\",
                "order:4711/photo=1 > order:4711/photo=1"
            })
    void readsStringsAndBareTokens(String line, String value) {
        assertThat(IdempotencyKey.parse(List.of(line))).contains(new IdempotencyKey(value));
    }

    @Test
    void isAbsentWhenTheHeaderIs() {
        assertThat(IdempotencyKey.parse(List.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"\"", "two words", "\"open", "a\"b", "a,b", "\"a\";p=1", "\"\\x\"", "é", "\"\t\""})
    void refusesAnythingElse(String line) {
        assertThatThrownBy(() -> IdempotencyKey.parse(List.of(line))).isInstanceOf(FailureException.class);
    }

    @Test
    void refusesTwoKeys() {
        assertThatThrownBy(() -> IdempotencyKey.parse(List.of("a", "b"))).isInstanceOf(FailureException.class);
    }

    @Test
    void boundsTheLength() {
        String longest = "k".repeat(IdempotencyKey.MAX_LENGTH);

        assertThat(IdempotencyKey.parse(List.of(longest))).isPresent();
        assertThatThrownBy(() -> IdempotencyKey.parse(List.of(longest + "k"))).isInstanceOf(FailureException.class);
    }

    @Test
    void namesEachFileOfARequestAndEachOfThemAlways() {
        var ids = IdempotencyKey.idsOf(ACME, List.of("key"));

        assertThat(ids.apply(0)).isEqualTo(ImageId.ofUpload(ACME, "key"));
        assertThat(ids.apply(1)).isNotEqualTo(ids.apply(0)).isNotEqualTo(ids.apply(11));
        assertThat(IdempotencyKey.idsOf(ACME, List.of("\"key\"")).apply(1)).isEqualTo(ids.apply(1));
    }

    @Test
    void drawsIdsWithoutAKey() {
        var ids = IdempotencyKey.idsOf(ACME, List.of());

        assertThat(ids.apply(0)).isNotEqualTo(ids.apply(0));
    }
}
