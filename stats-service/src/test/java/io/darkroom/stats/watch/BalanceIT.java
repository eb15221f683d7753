package io.darkroom.stats.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.events.FailureCode;
import io.darkroom.events.ImageEvent;
import io.darkroom.stats.TestDatabase;
import io.darkroom.stats.TestEvents;
import io.darkroom.stats.fact.TestFacts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BalanceIT {

    private final Instant now = Instant.now();

    private final BalanceRepository balances = new BalanceRepository(TestDatabase.service());

    @BeforeEach
    void clear() {
        TestDatabase.clear();
    }

    @Test
    void closesOverImagesThatEndedAndThoseInFlight() {
        TestEvents processed = image();
        TestEvents failed = image();
        count(
                processed.received(),
                processed.processed(),
                failed.received(),
                failed.failed(1, FailureCode.CORRUPT_IMAGE),
                image().received());

        assertThat(balance()).isEqualTo(row(3, 0, 1, 1, 1, true));
        assertThat(balances.balance()).isEqualTo(new BalanceRepository.Balance(0, 1));
    }

    @Test
    void closesOverAnImageThatWasRefusedAtTheDoor() {
        count(image().streamed().failed(1, FailureCode.EMPTY));

        assertThat(balance()).isEqualTo(row(1, 1, 0, 1, 0, true));
    }

    @Test
    void staysOpenAboutAnImageThatEndedAndWasNeverAnnounced() {
        TestEvents image = image();
        count(image.processed());

        assertThat(balance()).isEqualTo(row(0, 0, 1, 0, 0, false));
        assertThat(balances.balance()).isEqualTo(new BalanceRepository.Balance(1, 0));

        count(image.received());
        assertThat(balance()).isEqualTo(row(1, 0, 1, 0, 0, true));
    }

    private TestEvents image() {
        return TestEvents.upload("acme").at(now);
    }

    private static void count(ImageEvent... events) {
        TestFacts.count(List.of(events));
    }

    private static Map<String, Object> balance() {
        return TestDatabase.analyst()
                .sql("select accepted, refused, processed, failed, in_flight, balanced from bi.balance")
                .query()
                .singleRow();
    }

    private static Map<String, Object> row(
            long accepted, long refused, long processed, long failed, long inFlight, boolean balanced) {
        return Map.of(
                "accepted", accepted,
                "refused", refused,
                "processed", processed,
                "failed", failed,
                "in_flight", inFlight,
                "balanced", balanced);
    }
}
