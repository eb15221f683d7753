package io.darkroom.stats.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.events.FailureCode;
import io.darkroom.events.ImageEvent;
import io.darkroom.stats.TestDatabase;
import io.darkroom.stats.TestEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;

class FactRepositoryIT {

    private final FactRepository facts = new FactRepository(TestDatabase.service());
    private final TestEvents image = TestEvents.upload("acme");

    @BeforeEach
    void clear() {
        TestDatabase.clear();
        PartitionRepository partitions = new PartitionRepository(TestDatabase.service());
        FactDaysTest.daysAround(Instant.now()).forEach(partitions::ensure);
    }

    @Test
    void countsAnImageOnceWhenItsEventComesTwice() {
        int changed = facts.count(List.of(image.received(), image.received()));

        assertThat(changed).isEqualTo(1);
        assertThat(hourly()).containsExactly(rollup(1, "IN_FLIGHT", "none", "NONE", 1000, 0, 0, 0));
    }

    @Test
    void movesAnImageFromInFlightToItsOutcome() {
        facts.count(List.of(image.received()));
        facts.count(List.of(image.processed()));

        assertThat(hourly()).containsExactly(rollup(1, "PROCESSED", "cat", "NONE", 1000, 300, 120, 8));
    }

    @Test
    void takesTheEndBeforeTheBeginning() {
        facts.count(List.of(image.processed()));
        facts.count(List.of(image.received()));

        assertThat(hourly()).containsExactly(rollup(1, "PROCESSED", "cat", "NONE", 1000, 300, 120, 8));
        assertThat(fact()).containsEntry("file_name", "holiday.jpg").containsEntry("attempt", 1);
    }

    @Test
    void letsTheLatestAttemptWinThoughItComesFirst() {
        facts.count(List.of(image.received(), image.processed(2, Duration.ofMillis(80), "dog")));
        facts.count(List.of(image.failed(1, FailureCode.PROCESSOR_CRASHED)));

        assertThat(hourly()).containsExactly(rollup(1, "PROCESSED", "dog", "NONE", 1000, 300, 80, 7));
        assertThat(fact()).containsEntry("attempt", 2);
    }

    @Test
    void keepsTheOldEndWhileAReplayRuns() {
        facts.count(List.of(image.received(), image.failed(1, FailureCode.PROCESSOR_CRASHED), image.received(2)));

        assertThat(hourly()).containsExactly(rollup(1, "FAILED", "none", "PROCESSOR_CRASHED", 1000, 0, 7, 1));
        assertThat(fact()).containsEntry("announced_attempt", 2).containsEntry("attempt", 1);
    }

    @Test
    void addsImagesOfAKindUp() {
        List<ImageEvent> events = List.of(
                image.received(),
                image.processed(),
                TestEvents.upload("acme").at(image.receivedAt()).received(),
                TestEvents.upload("acme").at(image.receivedAt()).processed());

        facts.count(events);

        assertThat(TestDatabase.owner()
                        .sql(
                                "select images, announced, bytes_in, bytes_out from stats.image_daily order by outcome desc")
                        .query()
                        .listOfRows())
                .containsExactly(
                        Map.of("images", 2L, "announced", 1L, "bytes_in", 2000L, "bytes_out", 600L),
                        Map.of("images", 1L, "announced", 1L, "bytes_in", 1000L, "bytes_out", 0L));
    }

    @Test
    void storesWhatSendersWriteAsInertText() {
        String hostile = "'; drop table stats.image; -- \0 \uD800 " + "x".repeat(500);

        facts.count(List.of(image.named(hostile).received()));

        assertThat(fact().get("file_name").toString())
                .startsWith("'; drop table stats.image; -- \uFFFD \uFFFD xxx")
                .hasSize(StorableText.MAX_LENGTH);
    }

    @Test
    void refusesNumbersBeyondAllMeasureAndCountsNothingOfTheBatch() {
        TestEvents huge = new TestEvents(
                image.imageId(),
                image.customerId(),
                image.channel(),
                image.receivedAt(),
                image.mediaType(),
                Long.MAX_VALUE,
                null);
        TestEvents other = TestEvents.upload("acme").at(image.receivedAt());

        assertThatThrownBy(() -> facts.count(List.of(other.received(), huge.received())))
                .isInstanceOf(DataIntegrityViolationException.class);

        assertThat(hourly()).isEmpty();
    }

    private static Map<String, Object> rollup(
            long images,
            String outcome,
            String category,
            String failureCode,
            long bytesIn,
            long bytesOut,
            long millis,
            int bucket) {
        return Map.of(
                "images", images,
                "outcome", outcome,
                "category", category,
                "failure_code", failureCode,
                "bytes_in", bytesIn,
                "bytes_out", bytesOut,
                "processing_millis", millis,
                "millis_bucket", bucket);
    }

    private static List<Map<String, Object>> hourly() {
        return TestDatabase.owner().sql("""
                        select images, outcome, category, failure_code, bytes_in, bytes_out, processing_millis,
                            millis_bucket::int
                        from stats.image_hourly
                        """).query().listOfRows();
    }

    private static Map<String, Object> fact() {
        return TestDatabase.owner().sql("select * from stats.image").query().singleRow();
    }
}
