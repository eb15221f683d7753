package io.darkroom.stats.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.events.ImageEvent;
import io.darkroom.events.Topics;
import io.darkroom.servers.Infrastructure;
import io.darkroom.stats.RunningService;
import io.darkroom.stats.TestDatabase;
import io.darkroom.stats.TestEvents;
import io.darkroom.stats.TestTopics;
import io.darkroom.stats.freshness.FreshnessRepository;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// From the topics to the database, and what becomes of records that are no good and of a database that goes away.
@RunningService
class IntakeIT {

    private static final Duration SOON = Duration.ofMinutes(3);

    @Autowired
    FreshnessRepository freshness;

    @Autowired
    IntakeHealth health;

    @AfterEach
    void databaseIsThere() {
        if (!Infrastructure.shared().postgres().isAlive()) {
            Infrastructure.shared().postgres().start();
        }
    }

    @Test
    void countsWhatComesOnAllTopicsOnceHoweverOftenItComes() {
        List<ImageEvent> events = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            TestEvents upload = TestEvents.upload("intake-a");
            TestEvents image = i % 3 == 0 ? upload.streamed() : upload;
            events.addAll(List.of(image.received(), image.processed()));
        }
        List<ImageEvent> thrice = new ArrayList<>(events);
        thrice.addAll(events);
        thrice.addAll(events);
        Collections.shuffle(thrice, new Random(7));

        TestTopics.sendAll(thrice);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(images("intake-a", "PROCESSED")).isEqualTo(200));
        awaitFresh();
        assertThat(images("intake-a", "PROCESSED")).isEqualTo(200);
        assertThat(images("intake-a", "IN_FLIGHT")).isZero();
        assertThat(differences()).isEmpty();
    }

    @Test
    void putsWhatItCannotReadOnTheDeadLetterTopicAndGoesOn() {
        TestEvents good = TestEvents.upload("intake-b");
        TestEvents tooOld = TestEvents.upload("intake-b").at(Instant.parse("2001-01-01T00:00:00Z"));
        TestEvents tooBig = new TestEvents(
                TestEvents.upload("intake-b").imageId(),
                good.customerId(),
                good.channel(),
                good.receivedAt(),
                good.mediaType(),
                Long.MAX_VALUE,
                null);
        String key = good.imageId().toString();

        // All of one key, so of one partition: each stands in the way of those behind it.
        TestTopics.sendRecords(List.of(
                keyed(key, TestTopics.record(TestEvents.upload("intake-b").received())),
                keyed(key, withValue(TestTopics.record(good.received()), "not JSON")),
                keyed(key, withoutHeaders(TestTopics.record(good.received()))),
                keyed(key, withValue(TestTopics.record(good.received()), null)),
                keyed(key, ofType(TestTopics.record(good.received()), "io.darkroom.image.praised.v1")),
                keyed(key, onTopic(Topics.UPLOADED, TestTopics.record(good.processed()))),
                keyed(key, TestTopics.record(tooOld.received())),
                keyed(key, TestTopics.record(tooBig.received())),
                keyed(key, TestTopics.record(TestEvents.upload("intake-b").received()))));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(images("intake-b", "IN_FLIGHT")).isEqualTo(2));
        // The numbers are complete again: dead letters do not count as missing for ever.
        awaitFresh();
        List<ConsumerRecord<String, byte[]>> deadLetters = TestTopics.read(Topics.deadLetters(Topics.UPLOADED)).stream()
                .filter(record -> record.key().equals(key))
                .toList();
        assertThat(deadLetters)
                .hasSize(7)
                .allSatisfy(record -> assertThat(headers(record))
                        .containsEntry("dlt-code", "INVALID_EVENT")
                        .containsEntry("dlt-topic", Topics.UPLOADED)
                        .containsKeys("dlt-reason", "dlt-partition", "dlt-offset")
                        .doesNotContainKey("kafka_dlt-exception-stacktrace"));
        assertThat(deadLetters)
                .anySatisfy(record -> assertThat(record.value()).asString().isEqualTo("not JSON"))
                .anySatisfy(
                        record -> assertThat(headers(record).get("dlt-reason")).contains("received on 2001-01-01"));
    }

    @Test
    void readsEventsOfANewerVersionThatSayMore() {
        TestEvents image = TestEvents.upload("intake-c");
        ProducerRecord<String, byte[]> record = TestTopics.record(image.received());
        String json = new String(record.value(), StandardCharsets.UTF_8);

        TestTopics.sendRecords(List.of(withValue(record, json.replaceFirst("\\{", "{\"mood\":{\"of\":\"day\"},"))));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(images("intake-c", "IN_FLIGHT")).isEqualTo(1));
    }

    @Test
    void waitsForADatabaseThatWasKilledAndMissesNothing() {
        List<ImageEvent> before = images("intake-d", 50);
        List<ImageEvent> during = images("intake-d", 50);
        TestTopics.sendAll(before);

        Infrastructure.shared().postgres().kill();
        TestTopics.sendAll(during);
        await().atMost(SOON).until(() -> health.health().getDetails().containsKey("waitsSince"));
        Infrastructure.shared().postgres().start();

        await().atMost(SOON)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(images("intake-d", "PROCESSED")).isEqualTo(100));
        await().atMost(SOON).until(() -> !health.health().getDetails().containsKey("waitsSince"));
        assertThat(images("intake-d", "IN_FLIGHT")).isZero();
        assertThat(differences()).isEmpty();
        assertThat(TestTopics.read(Topics.deadLetters(Topics.PROCESSED))).isEmpty();
    }

    private void awaitFresh() {
        Instant now = Instant.now();
        await().atMost(SOON)
                .until(() -> freshness.completeUntil().filter(now::isBefore).isPresent());
    }

    private static List<ImageEvent> images(String customer, int count) {
        List<ImageEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            TestEvents image = TestEvents.upload(customer);
            events.addAll(List.of(image.received(), image.processed()));
        }
        return events;
    }

    private static long images(String customer, String outcome) {
        return TestDatabase.analyst()
                .sql("select coalesce(sum(images), 0) from bi.images_hourly where customer_id = ? and outcome = ?")
                .params(customer, outcome)
                .query(Long.class)
                .single();
    }

    private static List<Map<String, Object>> differences() {
        return TestDatabase.analyst()
                .sql("select * from bi.rollup_check")
                .query()
                .listOfRows();
    }

    private static Map<String, String> headers(ConsumerRecord<String, byte[]> record) {
        return StreamSupport.stream(record.headers().spliterator(), false)
                .collect(Collectors.toMap(
                        header -> header.key(),
                        header -> new String(header.value(), StandardCharsets.UTF_8),
                        (first, second) -> second));
    }

    private static ProducerRecord<String, byte[]> keyed(String key, ProducerRecord<String, byte[]> record) {
        return new ProducerRecord<>(record.topic(), null, key, record.value(), record.headers());
    }

    private static ProducerRecord<String, byte[]> withValue(ProducerRecord<String, byte[]> record, String value) {
        byte[] bytes = value == null ? null : value.getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(record.topic(), null, record.key(), bytes, record.headers());
    }

    private static ProducerRecord<String, byte[]> withoutHeaders(ProducerRecord<String, byte[]> record) {
        return new ProducerRecord<>(record.topic(), record.key(), record.value());
    }

    private static ProducerRecord<String, byte[]> ofType(ProducerRecord<String, byte[]> record, String type) {
        record.headers().remove("ce_type").add("ce_type", type.getBytes(StandardCharsets.UTF_8));
        return record;
    }

    private static ProducerRecord<String, byte[]> onTopic(String topic, ProducerRecord<String, byte[]> record) {
        return new ProducerRecord<>(topic, null, record.key(), record.value(), record.headers());
    }
}
