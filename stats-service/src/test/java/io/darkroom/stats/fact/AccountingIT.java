package io.darkroom.stats.fact;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.events.Channel;
import io.darkroom.events.CustomerId;
import io.darkroom.events.FailureCode;
import io.darkroom.events.ImageEvent;
import io.darkroom.events.ImageId;
import io.darkroom.stats.TestDatabase;
import io.darkroom.stats.TestEvents;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.BeforeTry;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The equation that everything rests on: whatever the order, the number and the batching of events, the facts depend
/// on
/// which events there were, and the rollups are the aggregate of the facts.
class AccountingIT {

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.HOURS);

    private final JdbcClient owner = TestDatabase.owner();
    private final FactRepository facts = new FactRepository(TestDatabase.service());

    @BeforeTry
    void clear() {
        TestDatabase.clear();
        PartitionRepository partitions = new PartitionRepository(TestDatabase.service());
        FactDaysTest.daysAround(now).forEach(partitions::ensure);
    }

    @Property(tries = 150)
    void anyOrderDuplicationAndBatchingGivesTheSameAccounts(
            @ForAll("histories") List<ImageEvent> history, @ForAll Random random) {
        countInBatches(history, 3);
        String inOrder = dump();

        TestDatabase.clear();
        countInBatches(scrambled(history, random), 1 + random.nextInt(12));

        assertThat(dump()).isEqualTo(inOrder);
        assertThat(differences()).isEmpty();
    }

    @Property(tries = 50)
    void aReplayChangesNothing(@ForAll("histories") List<ImageEvent> history, @ForAll Random random) {
        countInBatches(history, 5);
        String before = dumpWithRowVersions();

        int changed = countInBatches(scrambled(history, random), 7);

        assertThat(changed).isZero();
        assertThat(dumpWithRowVersions()).isEqualTo(before);
    }

    @Property(tries = 50)
    void countsEveryImageOnceAndNeverForgetsOne(@ForAll("histories") List<ImageEvent> history) {
        long before = 0;
        for (ImageEvent event : history) {
            facts.count(List.of(event));

            long images = number("select coalesce(sum(images), 0) from stats.image_hourly");
            assertThat(images).isBetween(before, before + 1);
            before = images;
        }
        long distinct = history.stream().map(AccountingIT::key).distinct().count();
        assertThat(before).isEqualTo(distinct);
    }

    @Example
    void concurrentWritersNeitherDeadlockNorMiscount() throws Exception {
        List<ImageEvent> history = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            TestEvents image = TestEvents.upload(i % 2 == 0 ? "acme" : "globex").at(now.minusSeconds(i * 60L));
            history.add(image.received());
            history.add(image.failed(1, FailureCode.PROCESSOR_TIMEOUT));
            history.add(image.received(2));
            history.add(image.processed(2, Duration.ofMillis(i), "cat"));
        }

        try (ExecutorService writers = Executors.newFixedThreadPool(4)) {
            List<Future<?>> done = new ArrayList<>();
            for (int writer = 0; writer < 4; writer++) {
                Random random = new Random(writer);
                done.add(writers.submit(() -> countInBatches(scrambled(history, random), 50)));
            }
            for (Future<?> each : done) {
                each.get(600, SECONDS);
            }
        }

        assertThat(differences()).isEmpty();
        assertThat(number("select sum(images) from stats.image_hourly where outcome = 'PROCESSED'"))
                .isEqualTo(300);
        assertThat(number("select sum(images) from stats.image_daily")).isEqualTo(300);
    }

    @Provide
    Arbitrary<List<ImageEvent>> histories() {
        return imageHistory()
                .list()
                .ofMinSize(1)
                .ofMaxSize(8)
                .map(images -> images.stream().flatMap(List::stream).toList());
    }

    /// What may be said of one image: announced or not, any attempts, attempts that two workers end differently.
    /// Now and then two of them share an id, and so contradict each other in everything else.
    private Arbitrary<List<ImageEvent>> imageHistory() {
        return image().flatMap(image -> event(image).list().ofMinSize(1).ofMaxSize(6));
    }

    private Arbitrary<ImageEvent> event(TestEvents image) {
        Arbitrary<Integer> attempts = Arbitraries.integers().between(1, 3);
        Arbitrary<Duration> times =
                Arbitraries.of(0L, 5L, 99L, 100L, 4_000L, 500_000L).map(Duration::ofMillis);
        Arbitrary<String> categories = Arbitraries.of("cat", "dog").injectNull(0.3);
        return Arbitraries.oneOf(
                attempts.map(image::received),
                Combinators.combine(attempts, times, categories).as(image::processed),
                Combinators.combine(attempts, Arbitraries.of(FailureCode.CORRUPT_IMAGE, FailureCode.PROCESSOR_TIMEOUT))
                        .as(image::failed));
    }

    private Arbitrary<TestEvents> image() {
        return Combinators.combine(
                        Arbitraries.longs().map(bits -> new ImageId(new UUID(bits, ~bits))),
                        Arbitraries.of("acme", "globex").map(CustomerId::new),
                        Arbitraries.of(Channel.values()),
                        Arbitraries.longs().between(-40, 40).map(hours -> now.plus(hours, ChronoUnit.HOURS)),
                        Arbitraries.of("image/jpeg", "image/png"),
                        Arbitraries.longs().between(0, 1L << 40),
                        Arbitraries.of("a.jpg", "=b.png").injectNull(0.2))
                .as(TestEvents::new);
    }

    // Events that contradict each other on the day, against their contract, are of two images.
    private static String key(ImageEvent event) {
        return event.imageId() + " on " + LocalDate.ofInstant(event.receivedAt(), ZoneOffset.UTC);
    }

    /// All events at least once, some up to three times, in any order.
    private static List<ImageEvent> scrambled(List<ImageEvent> history, Random random) {
        List<ImageEvent> scrambled = new ArrayList<>();
        history.forEach(event -> scrambled.addAll(Collections.nCopies(1 + random.nextInt(3), event)));
        Collections.shuffle(scrambled, random);
        return scrambled;
    }

    private int countInBatches(List<ImageEvent> events, int size) {
        int changed = 0;
        for (int from = 0; from < events.size(); from += size) {
            changed += facts.count(events.subList(from, Math.min(from + size, events.size())));
        }
        return changed;
    }

    private String dump() {
        return dump("t::text");
    }

    private String dumpWithRowVersions() {
        return dump("t.ctid || ' ' || t.xmin || ' ' || t::text");
    }

    private String dump(String row) {
        StringBuilder dump = new StringBuilder();
        for (String table : List.of("stats.image", "stats.image_hourly", "stats.image_daily")) {
            dump.append(table).append('\n');
            owner.sql("select %s from %s as t order by t::text".formatted(row, table))
                    .query(String.class)
                    .list()
                    .forEach(line -> dump.append(line).append('\n'));
        }
        return dump.toString();
    }

    private List<String> differences() {
        return TestDatabase.analyst()
                .sql("select r::text from bi.rollup_check as r")
                .query(String.class)
                .list();
    }

    private long number(String sql) {
        return owner.sql(sql).query(Long.class).single();
    }
}
