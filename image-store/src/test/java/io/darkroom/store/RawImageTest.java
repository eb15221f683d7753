package io.darkroom.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.darkroom.events.Channel;
import io.darkroom.events.CustomerId;
import io.darkroom.events.ImageId;
import java.time.Instant;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RawImageTest {

    @ParameterizedTest
    @CsvSource({
        "holiday.jpg, holiday.jpg",
        "../../etc/passwd, passwd",
        "'C:\\Users\\me\\a.jpg', a.jpg",
        "' a.jpg ', a.jpg",
        "'a\r\nb\u0000.jpg', ab.jpg",
        "'\u202egpj.exe', gpj.exe",
        "Grüße ☃ 😀.jpg, Grüße ☃ 😀.jpg",
        ".., .."
    })
    void makesInertTextOfAFileName(String fileName, String clean) {
        assertThat(RawImage.cleanFileName(fileName)).isEqualTo(clean);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "/", "a/", "\u0000\u202e"})
    void hasNoFileNameWhereNothingIsLeft(String fileName) {
        assertThat(RawImage.cleanFileName(fileName)).isNull();
    }

    @Property
    void takesEveryCleanFileNameAndCleansItNoFurther(@ForAll String fileName) {
        String clean = RawImage.cleanFileName(fileName + "x");

        assertThat(RawImage.cleanFileName(clean)).isEqualTo(clean);
        assertThat(image(clean, Map.of()).fileName()).isEqualTo(clean);
    }

    @Test
    void neverCutsACharacterInHalf() {
        String clean = RawImage.cleanFileName("x" + "😀".repeat(RawImage.MAX_FILE_NAME_LENGTH));

        assertThat(clean).isEqualTo("x" + "😀".repeat(39));
    }

    @Test
    void refusesMoreTextThanS3Takes() {
        String tooLong = "x".repeat(RawImage.MAX_FILE_NAME_LENGTH + 1);

        assertThatIllegalArgumentException().isThrownBy(() -> image(tooLong, Map.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> image(null, Map.of("", tooLong)));
    }

    @Test
    void takesAnEmptyFileNameForNone() {
        assertThat(image("", Map.of()).fileName()).isNull();
    }

    private static RawImage image(String fileName, Map<String, String> attributes) {
        return new RawImage(
                new CustomerId("acme"),
                ImageId.random(),
                Channel.UPLOAD,
                Instant.parse("2026-03-01T10:15:30.123Z"),
                "image/png",
                fileName,
                attributes);
    }
}
