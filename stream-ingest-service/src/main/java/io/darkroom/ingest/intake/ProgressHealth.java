package io.darkroom.ingest.intake;

import io.darkroom.ingest.IngestProperties;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.stereotype.Component;

/// Whether the stream is being read: every consumer runs and has polled not long ago. A consumer polls between batches,
/// and
/// while it waits for the store or the broker too, so that their absence is no reason to restart the service.
@Component("progressHealthIndicator")
final class ProgressHealth extends AbstractHealthIndicator {

    private static final String LAST_POLL = "last-poll-seconds-ago";

    private final KafkaListenerEndpointRegistry listeners;
    private final Duration stalledAfter;

    ProgressHealth(KafkaListenerEndpointRegistry listeners, IngestProperties properties) {
        this.listeners = listeners;
        this.stalledAfter = properties.consumer().stalledAfter();
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        MessageListenerContainer container =
                Objects.requireNonNull(listeners.getListenerContainer(ExternalImageListener.ID));
        double secondsSincePoll = container.metrics().values().stream()
                .mapToDouble(ProgressHealth::secondsSincePoll)
                .max()
                .orElse(0);
        boolean progressing = container.isInExpectedState() && secondsSincePoll < stalledAfter.toSeconds();
        (progressing ? builder.up() : builder.down()).withDetail("secondsSincePoll", secondsSincePoll);
    }

    // A consumer that has not polled yet says -1.
    private static double secondsSincePoll(Map<MetricName, ? extends Metric> consumer) {
        return consumer.entrySet().stream()
                .filter(metric -> metric.getKey().name().equals(LAST_POLL))
                .mapToDouble(metric -> ((Number) metric.getValue().metricValue()).doubleValue())
                .max()
                .orElse(0);
    }
}
