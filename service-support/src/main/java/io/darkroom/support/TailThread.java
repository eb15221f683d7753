package io.darkroom.support;

import io.darkroom.events.EventCodec;
import io.darkroom.events.InvalidEventException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaAdmin;

/// One followed topic: a virtual thread with a consumer of its own. What fails is tried again from where it was.
final class TailThread implements EventTail.Following {

    private static final Logger LOG = LoggerFactory.getLogger(TailThread.class);
    private static final Duration POLL = Duration.ofSeconds(5);
    private static final Duration REFRESH = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final KafkaAdmin admin;
    private final String topic;
    private final int history;
    private final EventTail.Listener listener;
    private final EventCodec codec = new EventCodec();
    private final Thread thread;

    // By partition; empty until the beginning is known.
    private final List<Long> next = new ArrayList<>();
    private volatile boolean closed;

    TailThread(KafkaAdmin admin, String topic, int history, EventTail.Listener listener) {
        this.admin = admin;
        this.topic = topic;
        this.history = history;
        this.listener = listener;
        this.thread = Thread.ofVirtual().name("tail-" + topic).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private void run() {
        while (!closed) {
            try (Consumer<String, byte[]> consumer = open()) {
                while (!closed) {
                    assign(consumer);
                    read(consumer);
                }
            } catch (InterruptException e) {
                LOG.atDebug().setCause(e).log("following ends");
            } catch (KafkaException | org.springframework.kafka.KafkaException e) {
                LOG.atWarn().setCause(e).addKeyValue("topic", topic).log("following a topic is tried again");
                pause();
            }
        }
    }

    private Consumer<String, byte[]> open() {
        Map<String, Object> settings = new HashMap<>(admin.getConfigurationProperties());
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "tail-" + topic);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private void assign(Consumer<String, byte[]> consumer) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .sorted(Comparator.comparingInt(PartitionInfo::partition))
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new KafkaException("there is no topic " + topic);
        }
        if (next.isEmpty()) {
            begin(consumer, partitions);
        }
        // Partitions that were added since are read from their beginning.
        while (next.size() < partitions.size()) {
            next.add(0L);
        }
        consumer.assign(partitions);
        partitions.forEach(partition -> consumer.seek(partition, next.get(partition.partition())));
    }

    private void read(Consumer<String, byte[]> consumer) {
        long end = System.nanoTime() + REFRESH.toNanos();
        while (!closed && System.nanoTime() < end) {
            consumer.poll(POLL).forEach(this::pass);
        }
    }

    private void begin(Consumer<String, byte[]> consumer, List<TopicPartition> partitions) {
        UUID topicId = topicId();
        Map<TopicPartition, Long> starts = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        long each = history / Math.max(1, partitions.size());
        partitions.stream()
                .map(it -> Math.max(offset(starts, it), offset(ends, it) - each))
                .forEach(next::add);
        listener.onBegin(topicId, List.copyOf(next));
    }

    private static long offset(Map<TopicPartition, Long> offsets, TopicPartition partition) {
        return Objects.requireNonNull(offsets.get(partition));
    }

    private UUID topicId() {
        Uuid id = Objects.requireNonNull(admin.describeTopics(topic).get(topic)).topicId();
        return new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits());
    }

    private void pass(ConsumerRecord<String, byte[]> record) {
        next.set(record.partition(), record.offset() + 1);
        try {
            listener.onEvent(record.partition(), record.offset(), codec.decode(record));
        } catch (InvalidEventException e) {
            // Whoever must not lose it keeps it as a dead letter; here it is only passed over.
            LOG.atDebug().setCause(e).addKeyValue("topic", topic).log("an event cannot be read");
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).addKeyValue("topic", topic).log("an event could not be passed on");
        }
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException _) {
            // Closed: the loop ends by itself.
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            if (!thread.join(CLOSING)) {
                LOG.atWarn().addKeyValue("topic", topic).log("following a topic does not end");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
