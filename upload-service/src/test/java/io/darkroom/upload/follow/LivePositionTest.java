package io.darkroom.upload.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LivePositionTest {

    private static final UUID TOPIC = new UUID(-5, 6);

    @Property(tries = 200)
    void readsWhatItWrote(@ForAll @Size(max = 50) List<@LongRange Long> next) {
        LivePosition position = new LivePosition(TOPIC, next);

        assertThat(LivePosition.parse(position.text())).contains(position);
    }

    @Property(tries = 500)
    void passesOverAnyOtherText(@ForAll String text) {
        LivePosition.parse(text)
                .ifPresent(position -> assertThat(position.next()).hasSizeLessThan(text.length()));
    }

    @Test
    void knowsPartitionsThatWereAddedLater() {
        LivePosition position = new LivePosition(TOPIC, List.of(7L));

        assertThat(position.after(2, 0)).isEqualTo(new LivePosition(TOPIC, List.of(7L, 0L, 1L)));
        assertThat(position.isPast(2, 0)).isFalse();
        assertThat(position.isNotBefore(new LivePosition(TOPIC, List.of(7L, 0L))))
                .isTrue();
    }

    @Test
    void belongsToOneTopicOnly() {
        LivePosition position = new LivePosition(TOPIC, List.of(7L));

        assertThat(position.isNotBefore(new LivePosition(new UUID(1, 1), List.of(1L))))
                .isFalse();
    }
}
