package io.darkroom.processor.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.processor.intake.OffsetLedger.Delivery;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class OffsetLedgerTest {

    private final OffsetLedger ledger = new OffsetLedger();
    private final List<Long> acknowledged = new ArrayList<>();

    @Test
    void acknowledgesARecordWhenItAndAllBeforeItAreDone() {
        List<Delivery> deliveries = add(0, 4);

        ledger.done(deliveries.get(2));
        ledger.done(deliveries.get(1));
        assertThat(acknowledged).isEmpty();
        ledger.done(deliveries.get(0));
        assertThat(acknowledged).as("the highest stands for those below").containsExactly(2L);
        ledger.done(deliveries.get(3));
        assertThat(acknowledged).containsExactly(2L, 3L);
    }

    @Test
    void keepsPartitionsApart() {
        List<Delivery> one = add(0, 1);
        List<Delivery> other = add(1, 1);

        ledger.done(other.getFirst());

        assertThat(acknowledged).hasSize(1);
        assertThat(one.getFirst().isWanted()).isTrue();
    }

    @Test
    void acknowledgesNothingOfAPartitionThatWasTakenAway() {
        List<Delivery> deliveries = add(0, 3);
        ledger.done(deliveries.get(1));

        List<Delivery> unwanted = ledger.forget(List.of(new TopicPartition("images.uploaded", 0)));
        deliveries.forEach(ledger::done);

        assertThat(acknowledged).isEmpty();
        assertThat(unwanted).isEqualTo(deliveries).noneMatch(Delivery::isWanted);
        assertThat(ledger.uncommitted()).isZero();
    }

    @Test
    void startsAnewWhenAPartitionComesBack() {
        Delivery before = add(0, 1).getFirst();
        ledger.forget(List.of(new TopicPartition("images.uploaded", 0)));
        Delivery after = add(0, 1).getFirst();

        ledger.done(before);
        assertThat(acknowledged).isEmpty();
        ledger.done(after);
        assertThat(acknowledged).containsExactly(0L);
    }

    @Test
    void countsWhatIsNotDoneAndWhatIsHeldUpBehindIt() {
        List<Delivery> deliveries = add(0, 3);

        ledger.done(deliveries.get(1));
        ledger.done(deliveries.get(2));
        ledger.done(deliveries.get(2));

        assertThat(ledger.uncommitted()).isEqualTo(3);
    }

    /// Whatever order records end in, what is acknowledged only grows, is always finished up to there,
    /// and in the end is everything.
    @Property(tries = 300)
    void commitsOnlyWhatIsFinishedInWhateverOrderRecordsEnd(
            @ForAll @IntRange(min = 1, max = 60) int count, @ForAll long seed) {
        acknowledged.clear();
        List<Delivery> deliveries = add(0, count);
        List<Integer> order = new ArrayList<>(IntStream.range(0, count).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        boolean[] done = new boolean[count];

        for (int i : order) {
            done[i] = true;
            ledger.done(deliveries.get(i));
            long committed = acknowledged.isEmpty() ? -1 : acknowledged.getLast();
            assertThat(IntStream.rangeClosed(0, (int) committed)).allMatch(offset -> done[offset]);
            assertThat(committed + 1 == count || !done[(int) committed + 1]).isTrue();
        }

        assertThat(acknowledged).isSorted().last().isEqualTo(count - 1L);
        assertThat(ledger.uncommitted()).isZero();
    }

    private List<Delivery> add(int partition, int count) {
        return IntStream.range(0, count)
                .mapToObj(offset -> ledger.add(
                        new ConsumerRecord<>("images.uploaded", partition, offset, "key", new byte[0]),
                        () -> acknowledged.add((long) offset)))
                .toList();
    }
}
