package io.darkroom.processor.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LeasesTest {

    private static final Duration USUAL = Duration.ofSeconds(1);
    private static final Duration FAR_LONGER = USUAL.multipliedBy(11);

    // Anywhere, as the clock of the machine.
    private final AtomicLong nanos = new AtomicLong(-Duration.ofSeconds(5).toNanos());
    private final AtomicInteger seatsLost = new AtomicInteger();

    @Test
    void setsAsideWhoeverTakesFarLongerThanUsual() {
        Leases<String> leases = leases(2);
        leases.learn(USUAL);
        Lease<String> slow = begin(leases, "slow");
        pass(FAR_LONGER);
        begin(leases, "quick");

        assertThat(leases.setOneAside()).contains(slow);

        assertThat(leases.setOneAside()).as("the other is no such one").isEmpty();
        assertThat(leases.setAside()).isOne();
        assertThat(leases.seated()).isOne();
        assertThat(seatsLost).hasValue(1);
    }

    @Test
    void setsNobodyAsideBeforeItKnowsWhatIsUsual() {
        Leases<String> leases = leases(2);
        begin(leases, "slow");

        pass(Duration.ofDays(1));

        assertThat(leases.setOneAside()).isEmpty();
    }

    @Test
    void setsAsideTheOneThatBeganFirst() {
        Leases<String> leases = leases(1);
        leases.learn(USUAL);
        Lease<String> first = begin(leases, "first");
        pass(USUAL);
        begin(leases, "second");

        pass(FAR_LONGER);

        assertThat(leases.setOneAside()).contains(first);
    }

    @Test
    void setsNoMoreAsideThanAllowedUntilNothingIsLeftOfOne() {
        Leases<String> leases = leases(1);
        leases.learn(USUAL);
        Lease<String> first = begin(leases, "first");
        pass(USUAL);
        begin(leases, "second");
        pass(FAR_LONGER);
        leases.setOneAside();

        boolean hadItsSeat = first.end();
        assertThat(hadItsSeat).isFalse();
        assertThat(leases.setOneAside()).as("its worker is still there").isEmpty();

        leases.remove(first);
        assertThat(leases.setOneAside()).map(Lease::worker).contains("second");
    }

    @Test
    void neverSetsAnyoneAsideWhenNoneMayBe() {
        Leases<String> leases = leases(0);
        leases.learn(USUAL);
        begin(leases, "slow");

        pass(FAR_LONGER);

        assertThat(leases.setOneAside()).isEmpty();
        assertThat(leases.seated()).isOne();
    }

    @Test
    void doesNotSetAsideWhatHasEnded() {
        Leases<String> leases = leases(1);
        leases.learn(USUAL);
        Lease<String> slow = begin(leases, "slow");
        pass(FAR_LONGER);

        assertThat(slow.end()).isTrue();

        assertThat(leases.setOneAside()).isEmpty();
        assertThat(leases.seated()).isZero();
        assertThat(seatsLost).hasValue(1);
    }

    @Test
    void givesASeatUpOnceWhenAnImageEndsAsItIsSetAside() throws Exception {
        int rounds = 2000;
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (int round = 0; round < rounds; round++) {
                Lease<String> lease = new Lease<>("worker", seatsLost::incrementAndGet, 0);

                List<Future<Boolean>> both = threads.invokeAll(List.of(lease::setAside, lease::end));

                assertThat(both.get(0).get()).isNotEqualTo(both.get(1).get());
                assertThat(lease.isSetAside()).isEqualTo(both.get(0).get());
            }
        }
        assertThat(seatsLost).hasValue(rounds);
    }

    private Leases<String> leases(int maxSetAside) {
        return new Leases<>(maxSetAside, nanos::get);
    }

    private Lease<String> begin(Leases<String> leases, String worker) {
        return leases.begin(worker, seatsLost::incrementAndGet);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
