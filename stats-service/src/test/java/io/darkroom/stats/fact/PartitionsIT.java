package io.darkroom.stats.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.stats.TestDatabase;
import io.darkroom.stats.TestEvents;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

class PartitionsIT {

    // Long ago, so that no other test uses these days.
    private static final Instant NOW = Instant.parse("2020-06-15T12:00:00Z");

    private final JdbcClient owner = TestDatabase.owner();
    private final PartitionRepository partitions = new PartitionRepository(TestDatabase.service());
    private final FactRepository facts = new FactRepository(TestDatabase.service());

    // A service that runs on the same database has dropped these days, long ago as they are.
    @BeforeEach
    void keepAllDays() {
        TestDatabase.clear();
        owner.sql("update stats.kept_facts set from_day = '2000-01-01'").update();
    }

    @AfterEach
    void forget() {
        TestDatabase.clear();
        owner.sql("select stats.drop_image_partitions('2020-12-31')")
                .query(Integer.class)
                .single();
    }

    @Test
    void areMadeAheadOfTheirDays() {
        keeperAt(NOW, 10, 2).keep();

        assertThat(days()).containsExactly("image_20200615", "image_20200616", "image_20200617");
    }

    @Test
    void areDroppedWithTheirFactsWhenTheyAreOldButTheRollupsStay() {
        TestEvents image = TestEvents.upload("acme").at(Instant.parse("2020-06-01T10:00:00Z"));
        partitions.ensure(LocalDate.parse("2020-06-01"));
        facts.count(List.of(image.received(), image.processed()));

        keeperAt(NOW, 10, 1).keep();

        assertThat(days()).containsExactly("image_20200615", "image_20200616");
        assertThat(images("bi.images_daily")).isEqualTo(1);
        assertThat(TestDatabase.analyst()
                        .sql("select 1 from bi.rollup_check")
                        .query()
                        .listOfRows())
                .isEmpty();
    }

    @Test
    void keepTheOldestKeptDay() {
        partitions.ensure(LocalDate.parse("2020-06-04"));
        partitions.ensure(LocalDate.parse("2020-06-05"));

        keeperAt(NOW, 10, 1).keep();

        assertThat(days()).containsExactly("image_20200605", "image_20200615", "image_20200616");
    }

    @Test
    void doNotComeBackOnceDropped() {
        keeperAt(NOW, 10, 1).keep();

        assertThat(partitions.ensure(LocalDate.parse("2020-06-04"))).isFalse();
        assertThat(partitions.ensure(LocalDate.parse("2020-06-05"))).isTrue();
    }

    @Test
    void canBeMadeByManyAtOnce() throws Exception {
        try (ExecutorService makers = Executors.newFixedThreadPool(6)) {
            List<Future<Boolean>> made = List.of(1, 2, 3, 4, 5, 6).stream()
                    .map(maker -> makers.submit(() ->
                            new PartitionRepository(TestDatabase.service()).ensure(LocalDate.parse("2020-06-20"))))
                    .toList();
            for (Future<Boolean> each : made) {
                assertThat(each.get()).isTrue();
            }
        }

        assertThat(days()).containsExactly("image_20200620");
    }

    @Test
    void areTheOnlyTablesThatTheServiceCanDrop() {
        JdbcClient service = TestDatabase.service();

        assertThatThrownBy(() -> service.sql("drop table stats.image").update())
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("must be owner");
        assertThatThrownBy(() -> service.sql("delete from stats.image").update())
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    private PartitionKeeper keeperAt(Instant now, int keptDays, int aheadDays) {
        return new PartitionKeeper(partitions, FactDaysTest.days(now, keptDays, aheadDays));
    }

    private List<String> days() {
        return owner.sql("""
                        select relname from pg_class
                        where relkind = 'r' and relname like 'image\\_2020%' order by relname
                        """).query(String.class).list();
    }

    private long images(String view) {
        return TestDatabase.analyst()
                .sql("select coalesce(sum(images), 0) from " + view)
                .query(Long.class)
                .single();
    }
}
