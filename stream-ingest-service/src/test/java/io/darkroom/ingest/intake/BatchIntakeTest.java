package io.darkroom.ingest.intake;

import static io.darkroom.ingest.image.FakeSurroundings.CLOCK;
import static io.darkroom.ingest.image.FakeSurroundings.PROPERTIES;
import static io.darkroom.ingest.image.SampleImages.bmp;
import static io.darkroom.ingest.image.SampleImages.jpeg;
import static io.darkroom.ingest.image.Submission.ACME;
import static io.darkroom.ingest.image.Submission.imageId;
import static io.darkroom.ingest.image.Submission.inline;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.darkroom.events.FailureCode;
import io.darkroom.events.FailureException;
import io.darkroom.events.ImageReceived;
import io.darkroom.ingest.image.Answer;
import io.darkroom.ingest.image.FakeSurroundings;
import io.darkroom.ingest.image.FlakyStore;
import io.darkroom.store.ObjectKey;
import io.darkroom.support.EventTracing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.listener.BatchListenerFailedException;

class BatchIntakeTest {

    private final FakeSurroundings surroundings = new FakeSurroundings();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final BatchIntake batches = new BatchIntake(
            surroundings.intake(),
            new IntakeMetrics(meters, CLOCK),
            surroundings.shutdown,
            EventTracing.OFF,
            PROPERTIES);

    @Test
    void takesEveryRecordOfABatchIn() {
        List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            batch.add(inline("cat-" + i, jpeg("cat " + i)).at(i % 3, i).record());
        }

        batches.takeIn(batch);

        assertThat(surroundings.received())
                .extracting(ImageReceived::imageId)
                .hasSize(100)
                .doesNotHaveDuplicates();
    }

    @Test
    void badRecordsDoNotBlockTheOthers() {
        batches.takeIn(List.of(
                inline("bad-1", bmp("x")).at(0, 0).record(),
                inline("cat-1", jpeg("a cat")).at(0, 1).record(),
                inline("", jpeg("nobody's")).at(0, 2).record(),
                inline("cat-2", jpeg("another cat")).at(0, 3).record()));

        assertThat(surroundings.received())
                .extracting(ImageReceived::imageId)
                .containsExactlyInAnyOrder(imageId("cat-1"), imageId("cat-2"));
        assertThat(surroundings.broker.deadLetters()).hasSize(2);
    }

    @Test
    void differentImagesAreTakenInAtOnce() {
        // Nobody passes before all four are there.
        CyclicBarrier together = new CyclicBarrier(4);
        var store = FlakyStore.before(surroundings.store, () -> {
            await(together);
            return Answer.DONE;
        });
        var atOnce = new BatchIntake(
                surroundings.intake(store),
                new IntakeMetrics(meters, CLOCK),
                surroundings.shutdown,
                EventTracing.OFF,
                PROPERTIES);

        atOnce.takeIn(List.of(
                inline("cat-1", jpeg("1")).record(),
                inline("cat-2", jpeg("2")).record(),
                inline("cat-3", jpeg("3")).record(),
                inline("cat-4", jpeg("4")).record()));

        assertThat(surroundings.received()).hasSize(4);
    }

    @Test
    void theFirstRecordOfAnImageDecidesWhatItIs() {
        batches.takeIn(List.of(
                inline("cat-1", jpeg("the cat")).at(0, 0).record(),
                inline("cat-1", jpeg("a dog")).at(0, 1).record(),
                inline("cat-1", bmp("no format")).at(0, 2).record(),
                inline("cat-1", jpeg("the cat")).at(0, 3).record()));

        assertThat(surroundings.store.bytes(new ObjectKey.Raw(ACME, imageId("cat-1"))))
                .contains(jpeg("the cat"));
        assertThat(surroundings.broker.deadLetters()).hasSize(2);
        assertThat(surroundings.processed()).isEmpty();
    }

    @Test
    void namesTheFirstRecordThatIsNotDoneAndBeginsNoMoreOnceTheStoreIsAway() {
        AtomicInteger calls = new AtomicInteger();
        var store = FlakyStore.before(surroundings.store, () -> {
            calls.incrementAndGet();
            return Answer.REFUSED;
        });
        var away = new BatchIntake(
                surroundings.intake(store),
                new IntakeMetrics(meters, CLOCK),
                surroundings.shutdown,
                EventTracing.OFF,
                PROPERTIES);
        List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            batch.add(inline("cat-" + i, jpeg("cat " + i)).at(0, i).record());
        }

        assertThatExceptionOfType(BatchListenerFailedException.class)
                .isThrownBy(() -> away.takeIn(batch))
                .satisfies(failed -> {
                    assertThat(failed.getRecord()).isSameAs(batch.getFirst());
                    assertThat(failed.getCause())
                            .isInstanceOfSatisfying(
                                    FailureException.class,
                                    cause -> assertThat(cause.code()).isEqualTo(FailureCode.STORE_UNAVAILABLE));
                });

        assertThat(calls.get()).isLessThanOrEqualTo(PROPERTIES.parallelImages());
        assertThat(surroundings.broker.deadLetters()).isEmpty();
    }

    @Test
    void laterRecordsOfAnImageWaitForItsFirst() {
        AtomicInteger calls = new AtomicInteger();
        var store = FlakyStore.before(
                surroundings.store, () -> calls.incrementAndGet() == 1 ? Answer.REFUSED : Answer.DONE);
        var once = new BatchIntake(
                surroundings.intake(store),
                new IntakeMetrics(meters, CLOCK),
                surroundings.shutdown,
                EventTracing.OFF,
                PROPERTIES);
        var batch = List.of(
                inline("cat-1", jpeg("the cat")).at(0, 0).record(),
                inline("cat-1", jpeg("a dog")).at(0, 1).record());

        assertThatExceptionOfType(BatchListenerFailedException.class).isThrownBy(() -> once.takeIn(batch));
        once.takeIn(batch);

        assertThat(surroundings.store.bytes(new ObjectKey.Raw(ACME, imageId("cat-1"))))
                .contains(jpeg("the cat"));
    }

    @Test
    void beginsNoMoreOnceTheServiceStopsSoThatItStopsSoon() {
        var batch = List.of(
                inline("cat-1", jpeg("a cat")).at(0, 0).record(),
                inline("cat-2", jpeg("a cat")).at(0, 1).record());
        surroundings.beginShutdown();

        assertThatExceptionOfType(BatchListenerFailedException.class)
                .isThrownBy(() -> batches.takeIn(batch))
                .satisfies(failed -> assertThat(failed.getRecord()).isSameAs(batch.getFirst()));

        assertThat(surroundings.received()).isEmpty();
    }

    @Test
    void countsWhatBecameOfRecords() {
        batches.takeIn(List.of(
                inline("cat-1", jpeg("a cat")).at(0, 0).record(),
                inline("cat-1", jpeg("a cat")).at(0, 1).record(),
                inline("bad-1", bmp("x")).at(0, 2).record()));

        assertThat(meters.get("darkroom.ingest.images")
                        .tag("delivery", "first")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(meters.get("darkroom.ingest.images")
                        .tag("delivery", "again")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(meters.get("darkroom.ingest.rejected")
                        .tag("code", "UNSUPPORTED_MEDIA_TYPE")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(meters.get("darkroom.ingest.image.size").summary().totalAmount())
                .isEqualTo(2.0 * jpeg("a cat").length);
        assertThat(meters.get("darkroom.ingest.delay").timer().max(TimeUnit.MILLISECONDS))
                .isEqualTo(877);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException("not all images were taken in at once", e);
        }
    }
}
