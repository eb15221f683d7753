package io.darkroom.upload.intake;

import io.darkroom.events.FailureCode;
import io.darkroom.store.StoredRaw;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// Counts what is taken in and what is refused.
///
/// - `darkroom.upload.accepted` by `media_type`: accepted images. Alert when it falls to 0 while requests come.
/// - `darkroom.upload.refused` by `code`: refused images. Alert on any `INTERNAL`, and on `STORE_UNAVAILABLE`,
///   `BROKER_UNAVAILABLE` or `OVERLOADED` for more than 2 minutes; the others are the senders' own doing.
/// - `darkroom.upload.bytes`: sizes of accepted images. No alert.
/// - `darkroom.upload.seconds`: from the first byte of an image to its receipt, the sender's own slowness included.
///   Alert when its mean doubles while `darkroom.upload.bytes` does not.
/// - `darkroom.upload.slots.free`: see [WriteSlots].
@Component
public class UploadMeters {

    private final MeterRegistry registry;
    private final DistributionSummary bytes;
    private final Timer seconds;

    UploadMeters(MeterRegistry registry) {
        this.registry = registry;
        this.bytes = DistributionSummary.builder("darkroom.upload.bytes")
                .baseUnit("bytes")
                .description("Sizes of accepted images")
                .register(registry);
        this.seconds = Timer.builder("darkroom.upload.seconds")
                .description("From the first byte of an accepted image to its receipt")
                .register(registry);
    }

    void accepted(StoredRaw raw, Duration took) {
        registry.counter("darkroom.upload.accepted", "media_type", raw.image().mediaType())
                .increment();
        bytes.record((double) raw.sizeBytes());
        seconds.record(took);
    }

    /// Counts a refusal.
    public void refused(FailureCode code) {
        registry.counter("darkroom.upload.refused", "code", code.name()).increment();
    }
}
