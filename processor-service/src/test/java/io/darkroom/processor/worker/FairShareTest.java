package io.darkroom.processor.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.events.Channel;
import io.darkroom.events.CustomerId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FairShareTest {

    private static final Claimant A = customer(Channel.UPLOAD, "a");
    private static final Claimant OTHER = customer(Channel.UPLOAD, "other");
    private static final Claimant B = customer(Channel.STREAM, "b");
    private static final List<Claimant> CUSTOMERS =
            List.of(A, OTHER, new Claimant(Channel.UPLOAD, null), B, customer(Channel.STREAM, "a"));

    @Test
    void letsALaneThatIsAloneUseEverything() {
        FairShare<Integer> share = share(4, 1, 1);

        List<CompletableFuture<Integer>> wishes = take(share, A, 5);

        assertThat(wishes.stream().filter(CompletableFuture::isDone)).hasSize(4);
        assertThat(share.free()).isZero();
        assertThat(share.waiting(Channel.UPLOAD)).isOne();
    }

    @Test
    void givesWhatBecomesFreeToTheLaneBelowItsShareHoweverLongTheOthersLine() {
        FairShare<Integer> share = share(4, 1, 1);
        List<CompletableFuture<Integer>> flood = take(share, A, 1000);

        List<CompletableFuture<Integer>> late = take(share, B, 3);
        giveBack(share, A, flood.get(0));
        giveBack(share, A, flood.get(1));

        assertThat(late.stream().filter(CompletableFuture::isDone)).hasSize(2);
        assertThat(share.held(Channel.UPLOAD)).isEqualTo(2);
        giveBack(share, A, flood.get(2));
        assertThat(late.get(2))
                .as("above its share a lane competes like the other")
                .isNotDone();
    }

    @Test
    void dividesInProportionToTheShares() {
        FairShare<Integer> share = share(4, 3, 1);
        take(share, A, 10);
        take(share, B, 10);

        IntStream.range(0, 4).forEach(_ -> {
            share.done(A);
            share.add(0);
        });

        assertThat(share.held(Channel.UPLOAD)).isEqualTo(3);
        assertThat(share.held(Channel.STREAM)).isEqualTo(1);
    }

    @Test
    void letsTheLanesTakeTurnsAtTheOnlyWorker() {
        FairShare<Integer> share = share(1, 1, 1);
        List<CompletableFuture<Integer>> a = take(share, A, 3);
        List<CompletableFuture<Integer>> b = take(share, B, 2);

        giveBack(share, A, a.get(0));
        assertThat(b.get(0)).isDone();
        giveBack(share, B, b.get(0));
        assertThat(a.get(1)).isDone();
        giveBack(share, A, a.get(1));
        assertThat(b.get(1)).isDone();
    }

    @Test
    void servesALaneInTheOrderOfAsking() {
        FairShare<Integer> share = share(0, 1, 1);
        List<CompletableFuture<Integer>> wishes = take(share, A, 2);

        share.add(7);

        assertThat(wishes.get(0)).isCompletedWithValue(7);
        assertThat(wishes.get(1)).isNotDone();
    }

    @Test
    void givesBackWhatWasGrantedToAWishThatIsWithdrawn() {
        FairShare<Integer> share = share(1, 1, 1);
        CompletableFuture<Integer> granted = share.take(A);
        CompletableFuture<Integer> waiting = share.take(A);
        CompletableFuture<Integer> next = share.take(B);

        share.cancel(A, waiting);
        share.cancel(A, granted);

        assertThat(next).isDone();
        assertThat(share.held(Channel.UPLOAD)).isZero();
    }

    @Test
    void takesOutOnlyWhatIsFree() {
        FairShare<Integer> share = share(2, 1, 1);
        Integer held = share.take(A).join();

        assertThat(share.remove(held)).isFalse();
        assertThat(share.remove(1 - held)).isTrue();
        assertThat(share.free()).isZero();
    }

    @Test
    void givesWhatBecomesFreeToTheCustomerWhoHoldsLeastHoweverLongTheOthersLine() {
        FairShare<Integer> share = share(2, 1, 1);
        List<CompletableFuture<Integer>> flood = take(share, A, 1000);

        List<CompletableFuture<Integer>> late = take(share, OTHER, 2);
        giveBack(share, A, flood.get(0));
        assertThat(late.get(0)).isDone();
        giveBack(share, OTHER, late.get(0));
        assertThat(late.get(1)).as("the other holds more").isDone();
        giveBack(share, A, flood.get(1));

        assertThat(flood.get(2)).as("nobody else waits").isDone();
    }

    @Test
    void putsACustomerWhoComesAnewBeforeTheOneWhoseTurnItHasJustBeen() {
        FairShare<Integer> share = share(1, 1, 1);
        List<CompletableFuture<Integer>> flood = take(share, A, 3);

        for (int i = 0; i < 2; i++) {
            CompletableFuture<Integer> single = share.take(OTHER);
            giveBack(share, A, flood.get(i));
            assertThat(single).isDone();
            giveBack(share, OTHER, single);
        }

        assertThat(flood.get(2)).isDone();
    }

    @Test
    void letsNobodyWaitForEverHoweverManyComeAnew() {
        FairShare<Integer> share = share(1, 1, 1);
        List<CompletableFuture<Integer>> flood = take(share, A, 2);
        Claimant holder = A;
        CompletableFuture<Integer> held = flood.get(0);

        for (int i = 0; i < 3; i++) {
            Claimant newcomer = customer(Channel.UPLOAD, "new-" + i);
            CompletableFuture<Integer> wish = share.take(newcomer);
            giveBack(share, holder, held);
            if (!wish.isDone()) {
                break;
            }
            holder = newcomer;
            held = wish;
        }

        assertThat(flood.get(1)).isDone();
    }

    @Test
    void servesThoseWhoseCustomerIsNotKnownLikeOneCustomer() {
        FairShare<Integer> share = share(1, 1, 1);
        List<CompletableFuture<Integer>> flood = take(share, A, 2);
        List<CompletableFuture<Integer>> unknown = take(share, new Claimant(Channel.UPLOAD, null), 2);

        giveBack(share, A, flood.get(0));

        assertThat(unknown.get(0)).isDone();
        assertThat(unknown.get(1)).isNotDone();
    }

    /// Whatever happens in whatever order: nothing lies idle while someone waits, nothing is lost or
    /// dealt out twice, a lane that holds less goes before one that holds more, in a lane a customer
    /// who holds less before one who holds more, and a customer's wishes are granted in the order of
    /// asking.
    @Property
    void isWorkConservingAndFair(
            @ForAll @IntRange(min = 1, max = 5) int things, @ForAll @Size(max = 200) List<@From("steps") Step> steps) {
        FairShare<Integer> share = share(things, 1, 1);
        Model model = new Model();

        for (Step step : steps) {
            Claimant claimant = CUSTOMERS.get(step.customer());
            if (step.kind() == Kind.ASK) {
                model.ask(claimant, share.take(claimant));
            } else if (step.kind() == Kind.WITHDRAW && !model.waiting(claimant).isEmpty()) {
                share.cancel(claimant, model.withdraw(claimant));
            } else if (step.kind() == Kind.GIVE_BACK && !model.held(claimant).isEmpty()) {
                Set<Claimant> contenders = model.waiting();
                CompletableFuture<Integer> thing = model.giveBack(claimant);
                Map<Claimant, Integer> holdings = model.holdings();
                giveBack(share, claimant, thing);
                model.granted().forEach(winner -> assertIsDue(winner, contenders, holdings));
            }

            model.settle();
            assertThat(share.free() == 0 || model.waiting().isEmpty())
                    .as("nothing idle while someone waits")
                    .isTrue();
            assertThat(share.free() + model.dealt().size()).isEqualTo(things);
            assertThat(model.dealt()).doesNotHaveDuplicates();
        }
    }

    private static void assertIsDue(Claimant winner, Set<Claimant> contenders, Map<Claimant, Integer> holdings) {
        for (Claimant other : contenders) {
            if (other.lane() == winner.lane()) {
                assertThat(holdings.get(winner)).isLessThanOrEqualTo(holdings.get(other));
            } else {
                assertThat(heldBy(winner.lane(), holdings)).isLessThanOrEqualTo(heldBy(other.lane(), holdings));
            }
        }
    }

    private static int heldBy(Channel lane, Map<Claimant, Integer> holdings) {
        return CUSTOMERS.stream()
                .filter(customer -> customer.lane() == lane)
                .mapToInt(holdings::get)
                .sum();
    }

    @Provide
    Arbitrary<Step> steps() {
        return Combinators.combine(
                        Arbitraries.of(Kind.class), Arbitraries.integers().between(0, CUSTOMERS.size() - 1))
                .as(Step::new);
    }

    enum Kind {
        ASK,
        GIVE_BACK,
        WITHDRAW
    }

    record Step(Kind kind, int customer) {}

    /// What the customers asked for and got, as they see it.
    private static final class Model {

        private final Map<Claimant, Deque<CompletableFuture<Integer>>> waiting = new HashMap<>();
        private final Map<Claimant, Deque<CompletableFuture<Integer>>> held = new HashMap<>();

        Model() {
            CUSTOMERS.forEach(customer -> {
                waiting.put(customer, new ArrayDeque<>());
                held.put(customer, new ArrayDeque<>());
            });
        }

        Deque<CompletableFuture<Integer>> waiting(Claimant customer) {
            return waiting.get(customer);
        }

        Deque<CompletableFuture<Integer>> held(Claimant customer) {
            return held.get(customer);
        }

        void ask(Claimant customer, CompletableFuture<Integer> wish) {
            waiting.get(customer).add(wish);
        }

        CompletableFuture<Integer> withdraw(Claimant customer) {
            return waiting.get(customer).removeLast();
        }

        CompletableFuture<Integer> giveBack(Claimant customer) {
            return held.get(customer).remove();
        }

        Set<Claimant> waiting() {
            return CUSTOMERS.stream()
                    .filter(customer -> !waiting.get(customer).isEmpty())
                    .collect(Collectors.toSet());
        }

        Map<Claimant, Integer> holdings() {
            return CUSTOMERS.stream()
                    .collect(Collectors.toMap(
                            customer -> customer, customer -> held.get(customer).size()));
        }

        /// Whose wishes were granted since [#settle].
        List<Claimant> granted() {
            return CUSTOMERS.stream()
                    .filter(customer -> waiting.get(customer).stream().anyMatch(CompletableFuture::isDone))
                    .toList();
        }

        /// Moves what was granted to what is held, and checks that it was granted in order.
        void settle() {
            waiting.forEach((customer, wishes) -> {
                while (!wishes.isEmpty() && wishes.peek().isDone()) {
                    held.get(customer).add(wishes.remove());
                }
                assertThat(wishes).as("in the order of asking").noneMatch(CompletableFuture::isDone);
            });
        }

        List<Integer> dealt() {
            return held.values().stream()
                    .flatMap(Deque::stream)
                    .map(CompletableFuture::join)
                    .toList();
        }
    }

    private static Claimant customer(Channel lane, String name) {
        return new Claimant(lane, new CustomerId(name));
    }

    private static FairShare<Integer> share(int things, int shareOfA, int shareOfB) {
        FairShare<Integer> share = new FairShare<>(Map.of(Channel.UPLOAD, shareOfA, Channel.STREAM, shareOfB));
        IntStream.range(0, things).forEach(share::add);
        return share;
    }

    private static List<CompletableFuture<Integer>> take(FairShare<Integer> share, Claimant claimant, int count) {
        return IntStream.range(0, count).mapToObj(_ -> share.take(claimant)).toList();
    }

    private static void giveBack(FairShare<Integer> share, Claimant claimant, CompletableFuture<Integer> thing) {
        share.done(claimant);
        share.add(thing.join());
    }
}
