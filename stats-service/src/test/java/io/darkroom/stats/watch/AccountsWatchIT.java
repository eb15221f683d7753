package io.darkroom.stats.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.stats.RunningService;
import io.darkroom.stats.TestDatabase;
import io.darkroom.stats.TestEvents;
import io.darkroom.stats.TestTopics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.search.RequiredSearch;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// What the gauges say.
@RunningService
class AccountsWatchIT {

    private static final Duration SOON = Duration.ofMinutes(3);

    @Autowired
    MeterRegistry meters;

    // What the gauges are told now and then, as it is now.
    private final BalanceRepository balances = new BalanceRepository(TestDatabase.service());

    @Test
    void tellOfAnImageThatEndedUnannouncedUntilItsAnnouncementComes() {
        TestEvents image = TestEvents.upload("watched");
        long before = balances.balance().unbalanced();
        double counted = counted("io.darkroom.image.processed.v1");

        TestTopics.send(image.processed());
        await().atMost(SOON).until(() -> gauge("darkroom.stats.unbalanced") == before + 1);
        await().atMost(SOON).until(() -> counted("io.darkroom.image.processed.v1") > counted);

        TestTopics.send(image.received());
        await().atMost(SOON).until(() -> gauge("darkroom.stats.unbalanced") == before);
    }

    @Test
    void tellHowManyImagesAreInFlight() {
        TestEvents image = TestEvents.upload("watched");
        long before = balances.balance().inFlight();

        TestTopics.send(image.received());
        await().atMost(SOON).until(() -> gauge("darkroom.stats.in.flight") == before + 1);

        TestTopics.send(image.processed());
        await().atMost(SOON).until(() -> gauge("darkroom.stats.in.flight") == before);
    }

    @Test
    void tellHowFarEachChannelIsBehind() {
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(search("darkroom.stats.freshness.lag").gauges())
                    .hasSize(2)
                    .allMatch(gauge -> gauge.value() < 30);
            assertThat(search("darkroom.stats.freshness.events").gauges())
                    .hasSize(2)
                    .allMatch(gauge -> gauge.value() == 0);
        });
    }

    @Test
    void areThereFromTheStartThoughNothingWentWrong() {
        assertThat(search("darkroom.stats.dead.letters").counter()).isNotNull();
        assertThat(search("darkroom.stats.retries").counter()).isNotNull();
    }

    private double gauge(String name) {
        return search(name).gauge().value();
    }

    private double counted(String type) {
        return meters.counter("darkroom.stats.events", "type", type).count();
    }

    private RequiredSearch search(String name) {
        return meters.get(name);
    }
}
