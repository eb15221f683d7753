package io.darkroom.ingest.intake;

import static io.darkroom.ingest.image.FakeSurroundings.CLOCK;
import static io.darkroom.ingest.image.FakeSurroundings.PROPERTIES;
import static io.darkroom.ingest.image.SampleImages.jpeg;
import static io.darkroom.ingest.image.Submission.inline;
import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.events.Topics;
import io.darkroom.ingest.image.Answer;
import io.darkroom.ingest.image.FakeSurroundings;
import io.darkroom.ingest.image.FlakyStore;
import io.darkroom.store.ImageStore;
import io.darkroom.support.EventTracing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;

/// The framework's own container with our error handler, on a consumer that is a fake.
class RedeliveryTest {

    private final FakeSurroundings surroundings = new FakeSurroundings();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final SimpleAsyncTaskScheduler scheduler = new SimpleAsyncTaskScheduler();
    private LogConsumer consumer;
    private KafkaMessageListenerContainer<byte[], byte[]> container;

    @AfterEach
    void stop() {
        container.stop();
        scheduler.close();
    }

    @Test
    void whatIsDoneBeforeTheFirstUnfinishedRecordIsCommittedAndTheRestComesAgain() {
        // The records are of one image, so that they are taken in one after another: three calls of the store for each.
        AtomicInteger calls = new AtomicInteger();
        AtomicBoolean away = new AtomicBoolean(true);
        ImageStore store = FlakyStore.before(
                surroundings.store, () -> away.get() && calls.incrementAndGet() > 4 ? Answer.REFUSED : Answer.DONE);

        start(store, new LogConsumer(cats(5)));
        await().until(() -> redeliveries("STORE_UNAVAILABLE") >= 3);
        long committedWhileAway = consumer.committedOffset();
        away.set(false);
        await().until(() -> consumer.committedOffset() == 5);

        assertThat(committedWhileAway).isEqualTo(2);
        assertThat(surroundings.broker.deadLetters()).isEmpty();
    }

    @Test
    void theConsumerPollsOnWhileTheStoreIsAway() {
        surroundings.store.goAway();

        start(surroundings.store, new LogConsumer(cats(1)));
        await().until(() -> redeliveries("STORE_UNAVAILABLE") >= 1);
        int polls = consumer.polls();
        await().until(() -> consumer.polls() > polls + 5);

        assertThat(consumer.committedOffset()).isZero();
        surroundings.store.comeBack();
        await().until(() -> consumer.committedOffset() == 1);
        assertThat(surroundings.received()).hasSize(1);
    }

    @Test
    void aBatchWhoseCommitFailsComesAgain() {
        LogConsumer failing = new LogConsumer(cats(1));
        failing.failCommits(2);

        start(surroundings.store, failing);
        await().until(() -> consumer.committedOffset() == 1);

        assertThat(surroundings.received())
                .hasSize(3)
                .containsOnly(surroundings.received().getFirst());
        assertThat(redeliveries("INTERNAL")).isEqualTo(2);
    }

    @Test
    void noRecordIsEverSkippedHoweverOftenItFails() {
        AtomicBoolean broken = new AtomicBoolean(true);
        ImageStore store = FlakyStore.before(surroundings.store, () -> {
            if (broken.get()) {
                throw new AssertionError("a defect of the worst kind");
            }
            return Answer.DONE;
        });

        start(store, new LogConsumer(cats(1)));
        await().until(() -> redeliveries("INTERNAL") >= 12);

        assertThat(consumer.committedOffset()).isZero();
        broken.set(false);
        await().until(() -> consumer.committedOffset() == 1);
        assertThat(surroundings.received()).hasSize(1);
    }

    @Test
    void aPollThatFailsIsNotTheEnd() {
        LogConsumer failing = new LogConsumer(cats(1));
        failing.setPollException(new KafkaException("the fake was told to fail a poll"));

        start(surroundings.store, failing);

        await().until(() -> consumer.committedOffset() == 1);
    }

    private static List<ConsumerRecord<byte[], byte[]>> cats(int count) {
        return IntStream.range(0, count)
                .mapToObj(offset -> inline("cat", jpeg("a cat")).at(0, offset).record())
                .toList();
    }

    private void start(ImageStore store, LogConsumer log) {
        consumer = log;
        IntakeMetrics metrics = new IntakeMetrics(meters, CLOCK);
        BatchIntake batches = new BatchIntake(
                surroundings.intake(store), metrics, surroundings.shutdown, EventTracing.OFF, PROPERTIES);
        ContainerProperties properties = new ContainerProperties(Topics.EXTERNAL);
        properties.setGroupId("test");
        properties.setPollTimeout(10);
        properties.setMessageListener((BatchMessageListener<byte[], byte[]>) batches::takeIn);
        container = new KafkaMessageListenerContainer<>(new OneConsumer(consumer), properties);
        container.setCommonErrorHandler(new IntakeConfiguration().redelivery(PROPERTIES, scheduler, metrics));
        container.start();
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofMinutes(1));
    }

    private double redeliveries(String code) {
        return meters.get("darkroom.ingest.redelivered")
                .tag("code", code)
                .counter()
                .count();
    }

    private record OneConsumer(LogConsumer consumer) implements ConsumerFactory<byte[], byte[]> {

        @Override
        public Consumer<byte[], byte[]> createConsumer(
                String groupId, String clientIdPrefix, String clientIdSuffix, Properties properties) {
            return consumer;
        }

        @Override
        public boolean isAutoCommit() {
            return false;
        }

        @Override
        public Map<String, Object> getConfigurationProperties() {
            return Map.of();
        }
    }
}
