package io.darkroom.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.events.CustomerId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// Sends many damaged images through both doors in turn: each that is taken ends in exactly one
/// outcome, no service restarts, the CPU is idle soon after, nothing is left in the work directory, and the
/// numbers are right. Prints how it goes, and the table of outcomes.
///
/// Runs when given a directory and a number: `./dev mutants DIRECTORY NUMBER [SEED]`.
@EnabledIfSystemProperty(named = "darkroom.mutants", matches = "\\d+")
class MutantsIT {

    private static final int SENDERS = 8;
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);
    private static final Duration TELL_EVERY = Duration.ofSeconds(30);
    /// Longer than the deadlines of all processors together, with a second try each.
    private static final Duration STANDSTILL = Duration.ofMinutes(5);
    private static final Duration IDLE_WITHIN = Duration.ofSeconds(5);
    private static final Duration WATCHED = Duration.ofSeconds(5);
    // A whole core would be 1: services that wait still poll.
    private static final double IDLE_SHARE = 0.3;

    private static final String UPLOAD = "upload";
    private static final String STREAM = "stream";

    private final Platform platform = Platform.shared();
    private final CustomerId customer = new CustomerId("acme");
    private final Outcomes refused = new Outcomes();
    /// By which door, by id.
    private final Map<String, String> taken = new ConcurrentHashMap<>();

    @Test
    void everyOneEndsInExactlyOneOutcome() throws Exception {
        int number = Integer.getInteger("darkroom.mutants");
        Mutants mutants = Mutants.of(
                Path.of(System.getProperty("darkroom.corpus")), Long.getLong("darkroom.mutants.seed", 20_261_122));
        List<Long> servicesBefore = platform.servicePids();

        try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
            List<Future<?>> sent = send(mutants, number, senders);
            awaitEnds(number, sent);
            for (Future<?> one : sent) {
                one.get();
            }
        }

        Thread.sleep(IDLE_WITHIN);
        double cpuShare = platform.cpuShareOfTheProcessor(WATCHED);
        Outcomes table = new Outcomes(refused);
        outcomes().forEach((id, outcome) -> table.add(outcome, taken.get(id)));
        System.out.printf(
                "%d mutants%n%s%s; the processor uses %.2f of a core %d s after the last%n",
                number, table, platform.numbers().balance(), cpuShare, IDLE_WITHIN.toSeconds());
        assertThat(platform.servicePids()).as("no service restarted").isEqualTo(servicesBefore);
        assertThat(platform.numbers().balance().balanced()).isTrue();
        assertThat(platform.numbers().rollupDifferences()).isZero();
        assertThat(platform.imagesInTheWorkDirectory()).isEmpty();
        assertThat(cpuShare).as("the CPU is idle").isLessThan(IDLE_SHARE);
    }

    // Tells how it goes, and gives up when nothing goes any more.
    private void awaitEnds(int number, List<Future<?>> sent) throws Exception {
        long begin = System.nanoTime();
        long lastEndAt = begin;
        long toldAt = begin;
        int ended = 0;
        while (!sent.stream().allMatch(Future::isDone) || ended < taken.size()) {
            Thread.sleep(LOOK_EVERY);
            int now = outcomes().size();
            lastEndAt = now > ended ? System.nanoTime() : lastEndAt;
            ended = now;
            assertThat(System.nanoTime() - lastEndAt)
                    .as("%d of %d taken have ended, and no other in a long time", ended, taken.size())
                    .isLessThan(STANDSTILL.toNanos());
            if (System.nanoTime() - toldAt > TELL_EVERY.toNanos()) {
                toldAt = System.nanoTime();
                tell(number, ended, Duration.ofNanos(toldAt - begin));
            }
        }
    }

    private void tell(int number, int ended, Duration since) {
        int done = ended + refused.count();
        double perSecond = (double) done / since.toSeconds();
        System.out.printf(
                "%d of %d mutants have ended, %.1f a second; %.0f minutes to go%n",
                done, number, perSecond, perSecond > 0 ? (number - done) / perSecond / 60 : Double.NaN);
    }

    // By id; each must have one fact at the most.
    private Map<String, String> outcomes() throws Exception {
        Map<String, String> outcomes = new HashMap<>();
        platform.numbers().endsWithCodes().forEach((id, ends) -> {
            if (taken.containsKey(id)) {
                assertThat(ends).as(id).hasSize(1);
                outcomes.put(id, ends.getFirst());
            }
        });
        return outcomes;
    }

    private List<Future<?>> send(Mutants mutants, int number, ExecutorService senders) {
        List<Future<?>> sent = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            int which = i;
            sent.add(senders.submit(() -> {
                send(which, mutants.get(which));
                return null;
            }));
        }
        return sent;
    }

    private void send(int which, byte[] mutant) throws Exception {
        String name = platform.run() + "-mutant-" + which;
        if (which % 2 == 0) {
            taken.put(platform.externalApp().send(customer, name, mutant).get().toString(), STREAM);
        } else {
            upload(mutant, name);
        }
    }

    private void upload(byte[] mutant, String key) throws IOException, InterruptedException {
        Customer.Answer answer = platform.uploadPatiently("acme", mutant, key);
        if (answer.status() == 202) {
            taken.put(answer.text("id"), UPLOAD);
        } else {
            assertThat(answer.status()).as(answer.text("code")).isIn(400, 413, 415, 422);
            refused.add("REFUSED " + answer.text("code"), UPLOAD);
        }
    }

    /// How many came to which outcome, by either door.
    private static final class Outcomes {

        private final Map<String, Map<String, Integer>> counts = new TreeMap<>();

        Outcomes() {}

        Outcomes(Outcomes first) {
            first.counts.forEach((outcome, doors) -> counts.put(outcome, new HashMap<>(doors)));
        }

        synchronized void add(String outcome, String door) {
            counts.computeIfAbsent(outcome, _ -> new HashMap<>()).merge(door, 1, Integer::sum);
        }

        synchronized int count() {
            return counts.values().stream()
                    .flatMap(doors -> doors.values().stream())
                    .mapToInt(Integer::intValue)
                    .sum();
        }

        @Override
        public synchronized String toString() {
            StringBuilder table = new StringBuilder(String.format("| %-36s | upload | stream |%n", "outcome"))
                    .append(String.format("|%s|-------:|-------:|%n", "-".repeat(38)));
            counts.forEach((outcome, doors) -> table.append(String.format(
                    "| %-36s | %6d | %6d |%n", outcome, doors.getOrDefault(UPLOAD, 0), doors.getOrDefault(STREAM, 0))));
            return table.toString();
        }
    }
}
