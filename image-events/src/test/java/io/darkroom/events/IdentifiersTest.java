package io.darkroom.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifiersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "7",
                "acme",
                "acme-2",
                "0-",
                "abcdefghijklmnopqrstuvwxyz-0123456789-abcdefghijklmnopqrstuvwxy"
            })
    void takesACustomerIdOfLettersDigitsAndHyphens(String value) {
        assertThat(new CustomerId(value)).hasToString(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-acme",
                "Acme",
                "ac me",
                "acme\n",
                "acme/globex",
                "..",
                "\u0430cme",
                "a_b",
                "abcdefghijklmnopqrstuvwxyz-0123456789-abcdefghijklmnopqrstuvwxy0"
            })
    void refusesACustomerIdOfAnotherShape(String value) {
        assertThat(CustomerId.isValid(value)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new CustomerId(value));
    }

    @Test
    void digestsBytes() {
        assertThat(Sha256.of("test".getBytes(StandardCharsets.UTF_8)))
                .hasToString("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");
    }

    @Property
    void writesADigestInTheFormOfDigestHeadersAndReadsItBack(@ForAll byte[] bytes) {
        Sha256 sha256 = Sha256.of(bytes);

        assertThat(Sha256.ofBase64(sha256.base64())).isEqualTo(sha256);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "AAAA", "not base64", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"})
    void refusesADigestOfAnotherLength(String base64) {
        assertThatIllegalArgumentException().isThrownBy(() -> Sha256.ofBase64(base64));
    }

    @Test
    void namesTheTopics() {
        assertThat(Topics.received(Channel.UPLOAD)).isEqualTo("images.uploaded");
        assertThat(Topics.received(Channel.STREAM)).isEqualTo("images.streamed");
        assertThat(Topics.deadLetters(Topics.EXTERNAL)).isEqualTo("images.external-dlt");
    }

    @Test
    void ordersRandomIdsByTime() {
        ImageId first = ImageId.random();
        ImageId second = ImageId.random();

        assertThat(first).isLessThan(second);
    }
}
