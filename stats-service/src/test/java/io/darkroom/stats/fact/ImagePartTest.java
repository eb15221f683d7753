package io.darkroom.stats.fact;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.events.FailureCode;
import io.darkroom.stats.TestEvents;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ImagePartTest {

    private final TestEvents image = TestEvents.upload("acme");

    @Test
    void takesTheLabelWithTheHighestScoreForTheCategory() {
        ImagePart part = ImagePart.of(image.processed(1, Duration.ofMillis(5), "cat"));

        assertThat(part.end().category()).isEqualTo("cat");
        assertThat(part.end().resultCount()).isEqualTo(2);
        assertThat(part.end().resultBytes()).isEqualTo(300);
        assertThat(part.end().widthPx()).isEqualTo(640);
    }

    @Test
    void leavesTheEndOpenForAReceivedEvent() {
        ImagePart part = ImagePart.of(image.received(2));

        assertThat(part.announcedAttempt()).isEqualTo(2);
        assertThat(part.fileName()).isEqualTo("holiday.jpg");
        assertThat(part.end()).isNull();
    }

    @Test
    void saysOfAFailedImageWhyItFailed() {
        ImagePart part = ImagePart.of(image.failed(1, FailureCode.CORRUPT_IMAGE));

        assertThat(part.end().outcome()).isEqualTo("FAILED");
        assertThat(part.end().failureCode()).isEqualTo("CORRUPT_IMAGE");
        assertThat(part.end().category()).isNull();
        assertThat(part.end().resultBytes()).isZero();
        assertThat(part.announcedAttempt()).isNull();
    }
}
