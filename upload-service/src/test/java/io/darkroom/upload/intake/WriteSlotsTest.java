package io.darkroom.upload.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.events.FailureCode;
import io.darkroom.events.FailureException;
import io.darkroom.events.ImageFormat;
import io.darkroom.upload.UploadProperties;
import io.darkroom.upload.UploadProperties.Pace;
import io.darkroom.upload.intake.WriteSlots.Slot;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class WriteSlotsTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final WriteSlots slots = new WriteSlots(twoSlotsWithoutWaiting(), registry);

    @Test
    void refusesWhatIsBeyondTheBoundUntilASlotIsFree() {
        Slot first = slots.take();
        Slot second = slots.take();
        assertThatThrownBy(slots::take)
                .isInstanceOfSatisfying(
                        FailureException.class,
                        failure -> assertThat(failure.code()).isEqualTo(FailureCode.OVERLOADED));
        assertThat(free()).isZero();

        first.close();

        slots.take().close();
        second.close();
        assertThat(free()).isEqualTo(2);
    }

    private double free() {
        return registry.get("darkroom.upload.slots.free").gauge().value();
    }

    private static UploadProperties twoSlotsWithoutWaiting() {
        return new UploadProperties(
                DataSize.ofMegabytes(1),
                1,
                Set.of(ImageFormat.JPEG),
                2,
                Duration.ZERO,
                new Pace(DataSize.ofBytes(1), Duration.ofSeconds(1)),
                Duration.ofMinutes(1));
    }
}
