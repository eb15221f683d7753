package io.darkroom.stats.fact;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class StorableTextTest {

    @Test
    void leavesOrdinaryTextAsItIs() {
        assertThat(StorableText.of("Straße 7 – 写真 📷.jpg")).isEqualTo("Straße 7 – 写真 📷.jpg");
        assertThat(StorableText.of(null)).isNull();
    }

    @Test
    void cutsBetweenCharactersNotThroughOne() {
        String cut = StorableText.required("📷".repeat(StorableText.MAX_LENGTH + 1));

        assertThat(cut).isEqualTo("📷".repeat(StorableText.MAX_LENGTH));
    }

    @Property
    void makesTextThatPostgresStores(@ForAll String text) {
        String storable = StorableText.required(text);

        assertThat(storable).doesNotContain("\0");
        assertThat(new String(storable.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(storable);
    }
}
