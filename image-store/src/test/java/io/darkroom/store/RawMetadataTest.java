package io.darkroom.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.darkroom.events.Channel;
import io.darkroom.events.CustomerId;
import io.darkroom.events.ImageId;
import java.time.Instant;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RawMetadataTest {

    private static final int S3_LIMIT_BYTES = 2048;

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .ofMaxLength(40)
                .filter(text -> text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE));
    }

    @Property
    void readsWhatItWroteWhateverTheSenderWrote(
            @ForAll("texts") String fileName, @ForAll("texts") String name, @ForAll("texts") String value) {
        RawImage image = image(fileName, Map.of(name, value));

        Map<String, String> metadata = RawMetadata.write(image);

        assertThat(metadata.values()).allMatch(text -> text.matches("[ -~]+"));
        assertThat(RawMetadata.read(image.key(), "image/png", metadata)).isEqualTo(image);
    }

    @Test
    void fitsIntoWhatS3TakesEvenAtItsLongest() {
        // Three bytes of UTF-8 for one character is the most there is, and each becomes three.
        String longest = "\u65e5".repeat(RawImage.MAX_FILE_NAME_LENGTH);
        Map<String, String> attributes = new java.util.HashMap<>();
        for (char c = '\u4e00'; c < '\u4e00' + RawImage.MAX_ATTRIBUTES_LENGTH; c++) {
            attributes.put(String.valueOf(c), "");
        }

        Map<String, String> metadata = RawMetadata.write(image(longest, attributes));

        assertThat(metadata.entrySet().stream()
                        .mapToInt(entry ->
                                entry.getKey().length() + entry.getValue().length())
                        .sum())
                .isLessThan(S3_LIMIT_BYTES);
    }

    @Test
    void saysThatMetadataAreNotOurs() {
        ObjectKey.Raw key = image(null, Map.of()).key();

        assertThatIllegalStateException().isThrownBy(() -> RawMetadata.read(key, "image/png", Map.of()));
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        RawMetadata.read(key, "image/png", Map.of("channel", "UPLOAD", "received-at", "yesterday")));
    }

    private static RawImage image(String fileName, Map<String, String> attributes) {
        return new RawImage(
                new CustomerId("acme"),
                ImageId.parse("018f0000-0000-7000-8000-000000000001"),
                Channel.UPLOAD,
                Instant.parse("2026-03-01T10:15:30.123Z"),
                "image/png",
                fileName,
                attributes);
    }
}
