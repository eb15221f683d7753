package io.darkroom.processor.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FairShareTest {

    private enum Lane {
        A,
        B
    }

    @Test
    void letsALaneThatIsAloneUseEverything() {
        FairShare<Lane, Integer> share = share(4, 1, 1);

        List<CompletableFuture<Integer>> wishes = take(share, Lane.A, 5);

        assertThat(wishes.stream().filter(CompletableFuture::isDone)).hasSize(4);
        assertThat(share.free()).isZero();
        assertThat(share.waiting(Lane.A)).isOne();
    }

    @Test
    void givesWhatBecomesFreeToTheLaneBelowItsShareHoweverLongTheOthersLine() {
        FairShare<Lane, Integer> share = share(4, 1, 1);
        List<CompletableFuture<Integer>> flood = take(share, Lane.A, 1000);

        List<CompletableFuture<Integer>> late = take(share, Lane.B, 3);
        giveBack(share, Lane.A, flood.get(0));
        giveBack(share, Lane.A, flood.get(1));

        assertThat(late.stream().filter(CompletableFuture::isDone)).hasSize(2);
        assertThat(share.held(Lane.A)).isEqualTo(2);
        giveBack(share, Lane.A, flood.get(2));
        assertThat(late.get(2))
                .as("above its share a lane competes like the other")
                .isNotDone();
    }

    @Test
    void dividesInProportionToTheShares() {
        FairShare<Lane, Integer> share = share(4, 3, 1);
        take(share, Lane.A, 10);
        take(share, Lane.B, 10);

        IntStream.range(0, 4).forEach(_ -> {
            share.done(Lane.A);
            share.add(0);
        });

        assertThat(share.held(Lane.A)).isEqualTo(3);
        assertThat(share.held(Lane.B)).isEqualTo(1);
    }

    @Test
    void letsTheLanesTakeTurnsAtTheOnlyWorker() {
        FairShare<Lane, Integer> share = share(1, 1, 1);
        List<CompletableFuture<Integer>> a = take(share, Lane.A, 3);
        List<CompletableFuture<Integer>> b = take(share, Lane.B, 2);

        giveBack(share, Lane.A, a.get(0));
        assertThat(b.get(0)).isDone();
        giveBack(share, Lane.B, b.get(0));
        assertThat(a.get(1)).isDone();
        giveBack(share, Lane.A, a.get(1));
        assertThat(b.get(1)).isDone();
    }

    @Test
    void servesALaneInTheOrderOfAsking() {
        FairShare<Lane, Integer> share = share(0, 1, 1);
        List<CompletableFuture<Integer>> wishes = take(share, Lane.A, 2);

        share.add(7);

        assertThat(wishes.get(0)).isCompletedWithValue(7);
        assertThat(wishes.get(1)).isNotDone();
    }

    @Test
    void givesBackWhatWasGrantedToAWishThatIsWithdrawn() {
        FairShare<Lane, Integer> share = share(1, 1, 1);
        CompletableFuture<Integer> granted = share.take(Lane.A);
        CompletableFuture<Integer> waiting = share.take(Lane.A);
        CompletableFuture<Integer> next = share.take(Lane.B);

        share.cancel(Lane.A, waiting);
        share.cancel(Lane.A, granted);

        assertThat(next).isDone();
        assertThat(share.held(Lane.A)).isZero();
    }

    @Test
    void takesOutOnlyWhatIsFree() {
        FairShare<Lane, Integer> share = share(2, 1, 1);
        Integer held = share.take(Lane.A).join();

        assertThat(share.remove(held)).isFalse();
        assertThat(share.remove(1 - held)).isTrue();
        assertThat(share.free()).isZero();
    }

    /// Whatever happens in whatever order: nothing lies idle while someone waits, nothing is lost or
    /// dealt out twice, and while both lanes wait, what becomes free goes to the one that holds less.
    @Property
    void isWorkConservingAndFair(
            @ForAll @IntRange(min = 1, max = 5) int things,
            @ForAll @Size(max = 200) List<@IntRange(max = 3) Integer> steps) {
        FairShare<Lane, Integer> share = share(things, 1, 1);
        Map<Lane, List<CompletableFuture<Integer>>> wishes =
                Map.of(Lane.A, new ArrayList<>(), Lane.B, new ArrayList<>());

        for (int step : steps) {
            Lane lane = step % 2 == 0 ? Lane.A : Lane.B;
            Lane other = lane == Lane.A ? Lane.B : Lane.A;
            boolean contended = share.waiting(lane) > 0 && share.waiting(other) > 0;
            if (step < 2) {
                wishes.get(lane).add(share.take(lane));
            } else {
                CompletableFuture<Integer> held = wishes.get(lane).stream()
                        .filter(CompletableFuture::isDone)
                        .findFirst()
                        .orElse(null);
                if (held != null) {
                    wishes.get(lane).removeIf(held::equals);
                    int mine = share.held(lane) - 1;
                    int others = share.held(other);
                    giveBack(share, lane, held);
                    if (contended && mine != others) {
                        assertThat(share.held(lane) > mine).isEqualTo(mine < others);
                    }
                }
            }

            int waiting = share.waiting(Lane.A) + share.waiting(Lane.B);
            assertThat(share.free() == 0 || waiting == 0)
                    .as("nothing idle while someone waits")
                    .isTrue();
            assertThat(share.free() + share.held(Lane.A) + share.held(Lane.B)).isEqualTo(things);
            List<Integer> dealt = wishes.values().stream()
                    .flatMap(List::stream)
                    .filter(CompletableFuture::isDone)
                    .map(CompletableFuture::join)
                    .toList();
            assertThat(dealt).doesNotHaveDuplicates();
        }
    }

    private static FairShare<Lane, Integer> share(int things, int shareOfA, int shareOfB) {
        FairShare<Lane, Integer> share = new FairShare<>(Map.of(Lane.A, shareOfA, Lane.B, shareOfB));
        IntStream.range(0, things).forEach(share::add);
        return share;
    }

    private static List<CompletableFuture<Integer>> take(FairShare<Lane, Integer> share, Lane lane, int count) {
        return IntStream.range(0, count).mapToObj(_ -> share.take(lane)).toList();
    }

    private static void giveBack(FairShare<Lane, Integer> share, Lane lane, CompletableFuture<Integer> thing) {
        share.done(lane);
        share.add(thing.join());
    }
}
