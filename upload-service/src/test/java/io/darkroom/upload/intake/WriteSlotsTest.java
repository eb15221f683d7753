package io.darkroom.upload.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.events.CustomerId;
import io.darkroom.events.FailureCode;
import io.darkroom.events.FailureException;
import io.darkroom.upload.UploadProperties;
import io.darkroom.upload.intake.WriteSlots.Slot;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class WriteSlotsTest {

    private static final CustomerId ACME = new CustomerId("acme");
    private static final CustomerId GLOBEX = new CustomerId("globex");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final WriteSlots slots = new WriteSlots(twoSlotsWithoutWaiting(), registry);

    @Test
    void refusesWhatIsBeyondTheBoundUntilASlotIsFree() {
        Slot first = slots.take(ACME);
        Slot second = slots.take(GLOBEX);
        assertOverloaded(new CustomerId("initech"));
        assertThat(free()).isZero();

        first.close();

        slots.take(new CustomerId("initech")).close();
        second.close();
        assertThat(free()).isEqualTo(2);
    }

    @Test
    void keepsASlotForOthersWhateverOneCustomerSends() {
        Slot first = slots.take(ACME);
        assertOverloaded(ACME);

        slots.take(GLOBEX).close();

        first.close();
        slots.take(ACME).close();
    }

    @Test
    void letsASlotBeWaitedFor() throws Exception {
        WriteSlots patient = new WriteSlots(properties("1m"), new SimpleMeterRegistry());
        Slot first = patient.take(ACME);

        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var second = executor.submit(() -> patient.take(ACME));
            first.close();

            assertThat(second.get(60, TimeUnit.SECONDS)).isNotNull();
        }
    }

    private void assertOverloaded(CustomerId customer) {
        assertThatThrownBy(() -> slots.take(customer))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        failure -> assertThat(failure.code()).isEqualTo(FailureCode.OVERLOADED));
    }

    private double free() {
        return registry.get("darkroom.upload.slots.free").gauge().value();
    }

    private static UploadProperties twoSlotsWithoutWaiting() {
        return properties("0s");
    }

    private static UploadProperties properties(String maxWait) {
        var settings = Map.of("darkroom.upload.max-concurrent-writes", "2", "darkroom.upload.max-wait", maxWait);
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("darkroom.upload", UploadProperties.class);
    }
}
