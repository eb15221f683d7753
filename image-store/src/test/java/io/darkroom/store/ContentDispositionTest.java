package io.darkroom.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentDispositionTest {

    private static final Pattern SHAPE = Pattern.compile(
            "attachment; filename=\"([A-Za-z0-9 ._-]*)\"; filename\\*=UTF-8''((?:[A-Za-z0-9!#$&+.^_`|~-]|%[0-9A-F]{2})*)");

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .filter(text -> text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE));
    }

    @Property
    void isOneFileNameWhateverTheTextIs(@ForAll("texts") String fileName) {
        Matcher header = SHAPE.matcher(ContentDisposition.attachment(fileName));

        assertThat(header.matches()).isTrue();
        assertThat(URLDecoder.decode(header.group(2).replace("+", "%2B"), StandardCharsets.UTF_8))
                .isEqualTo(fileName);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "holiday 1.jpg|attachment; filename=\"holiday 1.jpg\"; filename*=UTF-8''holiday%201.jpg",
                "Grüße.jpg|attachment; filename=\"Gr__e.jpg\"; filename*=UTF-8''Gr%C3%BC%C3%9Fe.jpg",
                "a\";b=\"c|attachment; filename=\"a__b__c\"; filename*=UTF-8''a%22%3Bb%3D%22c",
            })
    void readsAsTheRfcsSay(String fileName, String header) {
        assertThat(ContentDisposition.attachment(fileName)).isEqualTo(header);
    }
}
