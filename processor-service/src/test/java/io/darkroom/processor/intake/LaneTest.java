package io.darkroom.processor.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.events.Channel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LaneTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final List<String> flow = new CopyOnWriteArrayList<>();
    private final List<Long> acknowledged = new CopyOnWriteArrayList<>();
    private final Set<Long> begun = ConcurrentHashMap.newKeySet();
    private final Semaphore mayEnd = new Semaphore(0);
    private Lane lane = lane(2, 6);

    @AfterEach
    void stop() throws InterruptedException {
        lane.stop();
    }

    @Test
    void neverHoldsUpTheOneWhoReadsAndWorksOnSoManyAtATime() {
        deliver(0, 5);

        await().atMost(SOON).until(() -> begun.size() == 2);
        assertThat(lane.inFlight()).isEqualTo(2);
        assertThat(lane.waiting()).isEqualTo(3);
        mayEnd.release(5);
        await().atMost(SOON).until(() -> acknowledged.contains(4L));
        await().atMost(SOON).until(() -> lane.inFlight() == 0);
    }

    @Test
    void pausesTheReadingWhenTooMuchHasPiledUpAndResumesItBeforeThePlacesRunEmpty() {
        deliver(0, 6);
        assertThat(flow).containsExactly("pause");

        mayEnd.release(2);
        await().atMost(SOON).until(() -> begun.size() == 4);
        assertThat(flow).containsExactly("pause");
        mayEnd.release(1);

        await().atMost(SOON).untilAsserted(() -> assertThat(flow).containsExactly("pause", "resume"));
        await().atMost(SOON).until(() -> lane.inFlight() == 2);
        mayEnd.release(3);
    }

    @Test
    void readsOnPastASlowImageUntilTooMuchIsHeldUpBehindIt() {
        CountDownLatch slow = new CountDownLatch(1);
        lane = new Lane(
                Channel.UPLOAD,
                new LaneLimits(2, 10),
                record -> {
                    if (record.offset() == 0) {
                        slow.await();
                    }
                },
                recordingFlow());

        deliver(0, 9);
        await().atMost(SOON).until(() -> lane.waiting() == 0 && lane.inFlight() == 1);
        assertThat(flow).isEmpty();
        deliver(9, 1);
        assertThat(flow).containsExactly("pause");
        slow.countDown();

        await().atMost(SOON).untilAsserted(() -> assertThat(flow).containsExactly("pause", "resume"));
        await().atMost(SOON).until(() -> acknowledged.contains(9L));
    }

    @Test
    void givesTheNextFreePlaceToACustomerWhoComesBehindTheFloodOfAnother() {
        lane = lane(2, 5000);
        deliver(0, 1000);
        await().atMost(SOON).until(() -> begun.size() == 2);
        Set<Long> first = Set.copyOf(begun);

        deliver("globex", 1000, 3);
        mayEnd.release(1);
        await().atMost(SOON).until(() -> begun.size() == 3);
        assertThat(begun).containsAll(first).contains(1000L);
        mayEnd.release(1);
        await().atMost(SOON).until(() -> begun.size() == 4);

        assertThat(begun).as("one of each, whichever ended").containsAnyOf(2L, 1001L);
        assertThat(lane.waiting()).isEqualTo(999);
    }

    @Test
    void givesWhatTellsNoCustomerItsTurnToo() {
        lane = lane(1, 5000);
        deliver(0, 100);
        await().atMost(SOON).until(() -> begun.size() == 1);

        deliver("", 100, 1);
        mayEnd.release(1);

        await().atMost(SOON).until(() -> begun.contains(100L));
        assertThat(begun).hasSize(2);
    }

    @Test
    void keepsNothingOfWhatAnotherMemberOfTheGroupGets() {
        lane = lane(2, 1000);
        deliver(0, 1000);
        assertThat(flow).containsExactly("pause");

        lane.onPartitionsLost(null, List.of(new TopicPartition("images.uploaded", 0)));

        assertThat(lane.waiting()).isZero();
        assertThat(flow).containsExactly("pause", "resume");
        mayEnd.release(2);
        await().atMost(SOON).until(() -> lane.inFlight() == 0);
    }

    @Test
    void doesNotBeginWhatAnotherMemberOfTheGroupGets() {
        deliver(0, 5);
        await().atMost(SOON).until(() -> begun.size() == 2);
        Set<Long> first = Set.copyOf(begun);

        lane.onPartitionsRevokedBeforeCommit(null, List.of(new TopicPartition("images.uploaded", 0)));
        mayEnd.release(5);
        deliver(9, 1);

        await().atMost(SOON).until(() -> acknowledged.contains(9L));
        assertThat(begun).hasSize(3).containsAll(first).contains(9L);
        assertThat(acknowledged).containsExactly(9L);
    }

    @Test
    void letsWhatIsInFlightEndWhenItDrainsAndBeginsNothingMore() throws Exception {
        deliver(0, 2);
        await().atMost(SOON).until(() -> begun.size() == 2);
        deliver(2, 2);
        Thread draining = Thread.ofVirtual().start(() -> {
            try {
                lane.drain(SOON);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        await().atMost(SOON).until(() -> flow.contains("pause"));

        mayEnd.release(4);
        draining.join();

        assertThat(acknowledged).last().isEqualTo(1L);
        assertThat(begun).containsExactlyInAnyOrder(0L, 1L);
    }

    @Test
    void givesUpDrainingInTimeAndAcknowledgesNothingThatHasNotEnded() throws Exception {
        deliver(0, 1);
        await().atMost(SOON).until(() -> begun.size() == 1);

        boolean drained = lane.drain(Duration.ofMillis(20));
        lane.stop();

        assertThat(drained).isFalse();
        await().atMost(SOON).until(() -> lane.inFlight() == 0);
        assertThat(acknowledged).isEmpty();
    }

    private Lane lane(int inFlight, int readAhead) {
        return new Lane(
                Channel.UPLOAD,
                new LaneLimits(inFlight, readAhead),
                record -> {
                    begun.add(record.offset());
                    mayEnd.acquire();
                },
                recordingFlow());
    }

    private Lane.Flow recordingFlow() {
        return new Lane.Flow() {
            @Override
            public void pause() {
                flow.add("pause");
            }

            @Override
            public void resume() {
                flow.add("resume");
            }
        };
    }

    private void deliver(long from, int count) {
        deliver("acme", from, count);
    }

    private void deliver(String customer, long from, int count) {
        LongStream.range(from, from + count)
                .forEach(offset -> lane.onMessage(record(customer, offset), () -> acknowledged.add(offset)));
    }

    private static ConsumerRecord<String, byte[]> record(String customer, long offset) {
        ConsumerRecord<String, byte[]> record = new ConsumerRecord<>("images.uploaded", 0, offset, "key", new byte[0]);
        record.headers().add("ce_customerid", customer.getBytes(StandardCharsets.UTF_8));
        return record;
    }
}
