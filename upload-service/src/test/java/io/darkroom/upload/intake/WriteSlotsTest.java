package io.darkroom.upload.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.events.FailureCode;
import io.darkroom.events.FailureException;
import io.darkroom.upload.UploadProperties;
import io.darkroom.upload.intake.WriteSlots.Slot;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

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
        var settings = Map.of("darkroom.upload.max-concurrent-writes", "2", "darkroom.upload.max-wait", "0s");
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("darkroom.upload", UploadProperties.class);
    }
}
