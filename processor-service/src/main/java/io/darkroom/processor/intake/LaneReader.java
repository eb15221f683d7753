package io.darkroom.processor.intake;

import io.darkroom.events.Channel;
import io.darkroom.events.Topics;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.Metric;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.ContainerProperties.AckMode;

/// The Kafka consumer of a lane, of a group of the lane's own. One consumer is enough: it only reads small
/// events, and no slow image ever stops it.
final class LaneReader {

    /// How long a finished record waits at most before its offset is committed.
    private static final Duration POLL_TIMEOUT = Duration.ofMillis(500);

    private static final Duration BETWEEN_POLLS = Duration.ofMillis(50);
    private static final Duration COMMIT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration RETRY_AFTER_REFUSAL = Duration.ofSeconds(10);

    private final Channel channel;
    private final Lane lane;
    private final ConcurrentMessageListenerContainer<String, byte[]> container;

    LaneReader(
            Channel channel,
            LaneLimits limits,
            RecordHandler handler,
            ConsumerFactory<? super String, ? super byte[]> consumers) {
        this.channel = channel;
        ContainerProperties topic = new ContainerProperties(Topics.received(channel));
        this.container = new ConcurrentMessageListenerContainer<>(consumers, topic);
        this.lane = new Lane(channel, limits, handler, new Lane.Flow() {
            @Override
            public void pause() {
                container.pause();
            }

            @Override
            public void resume() {
                container.resume();
            }
        });
        // The container keeps a copy of what it was made with.
        configure(container.getContainerProperties());
        container.setBeanName("lane-" + name());
    }

    private void configure(ContainerProperties properties) {
        properties.setGroupId("processor-" + name());
        properties.setClientId("processor-" + name());
        properties.setAckMode(AckMode.MANUAL);
        properties.setMessageListener(lane);
        properties.setConsumerRebalanceListener(lane);
        properties.setPollTimeout(POLL_TIMEOUT.toMillis());
        // The consumer spins through a poll that is paused while fetched records wait (FetchBuffer.awaitWakeup takes
        // them for an answer): such polls must not wait, and the pause between polls is the lane's own.
        properties.setPollTimeoutWhilePaused(Duration.ZERO);
        properties.setIdleBetweenPolls(BETWEEN_POLLS.toMillis());
        properties.setSyncCommitTimeout(COMMIT_TIMEOUT);
        properties.setShutdownTimeout(STOP_TIMEOUT.toMillis());
        properties.setAuthExceptionRetryInterval(RETRY_AFTER_REFUSAL);
        Properties consumer = new Properties();
        consumer.setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Integer.toString(LaneLimits.MAX_POLL_RECORDS));
        properties.setKafkaConsumerProperties(consumer);
    }

    String name() {
        return channel.name().toLowerCase(Locale.ROOT);
    }

    Lane lane() {
        return lane;
    }

    static Tags tags(String lane) {
        return Tags.of("lane", lane);
    }

    void start() {
        container.start();
    }

    void stop(Duration drainTimeout) {
        try {
            lane.drain(drainTimeout);
            // Commits what was acknowledged up to here.
            container.stop();
            lane.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            container.stop();
        }
    }

    /// Whether the consumer runs and has asked for records lately.
    boolean isReading(Duration longestSilence) {
        return container.isRunning() && sincePoll().compareTo(longestSilence) < 0;
    }

    /// How long ago the consumer last asked for records.
    Duration sincePoll() {
        Collection<? extends Metric> metrics = container.metrics().values().stream()
                .flatMap(all -> all.values().stream())
                .toList();
        return metrics.stream()
                .filter(metric -> metric.metricName().name().equals("last-poll-seconds-ago"))
                .map(metric -> Duration.ofSeconds(((Number) metric.metricValue()).longValue()))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }
}
