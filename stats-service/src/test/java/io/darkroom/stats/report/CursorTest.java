package io.darkroom.stats.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.events.FailureException;
import java.time.Instant;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    @Property
    void comesBackAsItWas(@ForAll @LongRange(min = 946684800000L, max = 7258118400000L) long at, @ForAll long bits) {
        Cursor cursor = new Cursor(Instant.ofEpochMilli(at), new UUID(bits, ~bits));

        assertThat(cursor.text()).matches("[A-Za-z0-9_-]{32}");
        assertThat(Cursor.parse(cursor.text())).isEqualTo(cursor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "not a cursor", "AAAA", "________________________________"})
    void isRefusedIfItIsNoneOfOurs(String text) {
        assertThatThrownBy(() -> Cursor.parse(text)).isInstanceOf(FailureException.class);
    }
}
