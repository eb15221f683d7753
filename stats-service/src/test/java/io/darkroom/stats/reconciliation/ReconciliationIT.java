package io.darkroom.stats.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.events.Channel;
import io.darkroom.events.ImageId;
import io.darkroom.servers.Infrastructure;
import io.darkroom.servers.S3Server;
import io.darkroom.stats.TestDatabase;
import io.darkroom.stats.TestEvents;
import io.darkroom.stats.fact.TestFacts;
import io.darkroom.store.ImageStore;
import io.darkroom.store.InMemoryImageStore;
import io.darkroom.store.RawImage;
import io.darkroom.store.S3ImageStore;
import io.darkroom.store.StoreSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/// Originals of a real store against facts in a real database.
@ExtendWith(OutputCaptureExtension.class)
class ReconciliationIT {

    private static final Duration GRACE = Duration.ofMinutes(15);
    private static final Duration HOURLY = Duration.ofHours(1);

    // Originals stay: each test has a customer of its own.
    private final String customer = "reconciled-" + System.nanoTime();

    private final S3ImageStore s3 = S3ImageStore.open(StoreSettings.local(
            Infrastructure.shared().s3Endpoint(),
            new StoreSettings.Credentials(S3Server.ACCESS_KEY, S3Server.SECRET_KEY)));
    private final ReconciliationRepository comparisons = new ReconciliationRepository(TestDatabase.service());
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final UnaccountedWatch watch = new UnaccountedWatch(comparisons, HOURLY, meters);

    @BeforeEach
    void forget() {
        TestDatabase.clear();
        TestDatabase.owner().sql("delete from stats.unaccounted").update();
        TestDatabase.owner()
                .sql("update stats.reconciliation set (begun_at, finished_at, unaccounted) = row (null, null, null)")
                .update();
    }

    @AfterEach
    void close() {
        s3.close();
    }

    @Test
    void tellsOfAnOriginalThatHasNoEventUntilItsEventComes(CapturedOutput log) throws Exception {
        TestEvents announced = put(TestEvents.upload(customer));
        TestEvents silent = put(TestEvents.upload(customer));
        TestFacts.count(List.of(announced.received(), announced.processed()));

        reconcile(s3, Instant.now().plus(HOURLY));

        assertThat(unaccounted()).containsExactly(silent.imageId());
        assertThat(log).contains("originals have no event");
        double unaccounted = gauge();

        TestFacts.count(List.of(silent.received()));
        nextIsDue();
        reconcile(s3, Instant.now().plus(HOURLY));

        assertThat(unaccounted()).isEmpty();
        assertThat(gauge()).isEqualTo(unaccounted - 1);
    }

    @Test
    void findsTheFactOfAnImageThatWasReceivedDaysBeforeItWasWritten() throws Exception {
        TestEvents late =
                put(TestEvents.upload(customer).streamed().at(Instant.now().minus(Duration.ofDays(7))));
        TestFacts.count(List.of(late.received()));

        reconcile(s3, Instant.now().plus(HOURLY));

        assertThat(unaccounted()).isEmpty();
        assertThat(compared()).isPositive();
    }

    @Test
    void leavesTheEventsTimeToBePublishedAndCounted() throws Exception {
        put(TestEvents.upload(customer));

        reconcile(s3, Instant.now());

        assertThat(unaccounted()).isEmpty();
        assertThat(gauge()).isZero();
    }

    @Test
    void isDoneOnceInItsTimeWhoeverBeginsIt() {
        assertThat(comparisons.begin(HOURLY)).isTrue();
        assertThat(comparisons.begin(HOURLY)).isFalse();

        nextIsDue();
        assertThat(comparisons.begin(HOURLY)).isTrue();
    }

    @Test
    void saysOnceThatTheStoreIsAwayAndIsDoneAsSoonAsItIsBack(CapturedOutput log) {
        InMemoryImageStore store = new InMemoryImageStore();
        Reconciliation reconciliation = reconciliation(store, Instant.now());
        store.goAway();

        reconciliation.reconcile();
        reconciliation.reconcile();

        assertThat(log.getAll()).containsOnlyOnce("originals cannot be compared");
        assertThat(gauge()).isNaN();

        store.comeBack();
        reconciliation.reconcile();
        assertThat(gauge()).isZero();
    }

    @Test
    void isUnknownAgainWhenItCouldNotBeDoneForLong() {
        reconcile(new InMemoryImageStore(), Instant.now());
        assertThat(gauge()).isZero();

        TestDatabase.owner()
                .sql("update stats.reconciliation set finished_at = now() - interval '181 minutes'")
                .update();

        assertThat(gauge()).isNaN();
    }

    private void reconcile(ImageStore store, Instant completeUntil) {
        reconciliation(store, completeUntil).reconcile();
    }

    private Reconciliation reconciliation(ImageStore store, Instant completeUntil) {
        DueOriginals due = new DueOriginals(() -> Optional.of(completeUntil), () -> LocalDate.EPOCH, GRACE);
        return new Reconciliation(() -> store, due, comparisons, HOURLY);
    }

    private static void nextIsDue() {
        TestDatabase.owner()
                .sql("update stats.reconciliation set begun_at = now() - interval '61 minutes'")
                .update();
    }

    private TestEvents put(TestEvents image) throws IOException {
        s3.putRaw(
                new RawImage(
                        image.customerId(),
                        image.imageId(),
                        Channel.UPLOAD,
                        image.receivedAt(),
                        image.mediaType(),
                        null,
                        Map.of()),
                new ByteArrayInputStream(new byte[1]));
        return image;
    }

    private List<ImageId> unaccounted() {
        return TestDatabase.analyst()
                .sql("select image_id::text from bi.unaccounted where customer_id = ?")
                .param(customer)
                .query(String.class)
                .list()
                .stream()
                .map(ImageId::parse)
                .toList();
    }

    private static long compared() {
        return TestDatabase.analyst()
                .sql("select originals from bi.reconciliation")
                .query(Long.class)
                .single();
    }

    private double gauge() {
        watch.measure();
        return meters.get("darkroom.stats.unaccounted").gauge().value();
    }
}
