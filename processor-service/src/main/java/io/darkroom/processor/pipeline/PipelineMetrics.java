package io.darkroom.processor.pipeline;

import io.darkroom.events.Channel;
import io.darkroom.events.Failure;
import io.darkroom.events.ImageProcessed;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;

/// Meters of the pipeline.
///
/// - `darkroom.processor.image` (timer, tags `lane` and `outcome`: `processed` or the failure code):
///   from the delivery of the event to the publication of the outcome. Alert on any of `internal`, and
///   when codes of the processors' fault rise.
/// - `darkroom.processor.republished` (counter, tag `lane`): deliveries of images that had ended
///   already. Many of them after a crash or during a replay are fine; a steady stream is not.
final class PipelineMetrics {

    private final MeterRegistry registry;

    PipelineMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void ended(ImageProcessed processed, Duration took) {
        Failure failure = processed.failure();
        Timer.builder("darkroom.processor.image")
                .tag("lane", tag(processed.channel()))
                .tag("outcome", failure == null ? "processed" : tag(failure.code()))
                .register(registry)
                .record(took);
    }

    void republished(Channel channel) {
        Counter.builder("darkroom.processor.republished")
                .tag("lane", tag(channel))
                .register(registry)
                .increment();
    }

    private static String tag(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
