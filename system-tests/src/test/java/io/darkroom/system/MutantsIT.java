package io.darkroom.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.events.CustomerId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// Sends many damaged images through both doors in turn: each that is taken ends in exactly one
/// outcome, no service restarts, nothing is left in the work directory, and the CPU is idle soon after.
///
/// Runs when given a directory and a number: `./dev mutants DIRECTORY NUMBER [SEED]`.
@EnabledIfSystemProperty(named = "darkroom.mutants", matches = "\\d+")
class MutantsIT {

    private static final int SENDERS = 8;
    private static final Duration DONE_WITHIN = Duration.ofMinutes(60);
    private static final Duration IDLE_WITHIN = Duration.ofSeconds(5);
    private static final Duration WATCHED = Duration.ofSeconds(5);
    // A whole core would be 1: services that wait still poll.
    private static final double IDLE_SHARE = 0.3;

    private final Platform platform = Platform.shared();
    private final CustomerId customer = new CustomerId("acme");
    private final Map<String, Integer> refused = new ConcurrentSkipListMap<>();
    private final Set<String> taken = ConcurrentHashMap.newKeySet();

    @Test
    void everyOneEndsInExactlyOneOutcome() throws Exception {
        int number = Integer.getInteger("darkroom.mutants");
        Mutants mutants = Mutants.of(
                Path.of(System.getProperty("darkroom.corpus")), Long.getLong("darkroom.mutants.seed", 20_261_122));
        List<Long> servicesBefore = platform.servicePids();

        send(mutants, number);
        Awaitility.await("the end of every mutant")
                .atMost(DONE_WITHIN)
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> outcomes().size() == taken.size());

        Map<String, Integer> table = new TreeMap<>();
        outcomes().forEach((id, outcome) -> table.merge(outcome, 1, Integer::sum));
        System.out.printf(
                "%d mutants: refused at the door %s; of %d taken %s; %s%n",
                number, refused, taken.size(), table, platform.numbers().balance());
        assertThat(platform.servicePids()).as("no service restarted").isEqualTo(servicesBefore);
        assertThat(platform.numbers().balance().balanced()).isTrue();
        assertThat(platform.numbers().rollupDifferences()).isZero();
        assertThat(platform.imagesInTheWorkDirectory()).isEmpty();
        Awaitility.await("the CPU is idle")
                .atMost(IDLE_WITHIN.plus(WATCHED).plus(WATCHED))
                .until(() -> platform.cpuShareOfTheProcessor(WATCHED) < IDLE_SHARE);
    }

    // By id; each must have one fact at the most.
    private Map<String, String> outcomes() throws Exception {
        Map<String, String> outcomes = new ConcurrentHashMap<>();
        platform.numbers().endsWithCodes().forEach((id, ends) -> {
            if (taken.contains(id)) {
                assertThat(ends).as(id).hasSize(1);
                outcomes.put(id, ends.getFirst());
            }
        });
        return outcomes;
    }

    private void send(Mutants mutants, int number) throws Exception {
        try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
            List<Future<?>> sent = new ArrayList<>();
            for (int i = 0; i < number; i++) {
                int which = i;
                sent.add(senders.submit(() -> {
                    send(which, mutants.get(which));
                    return null;
                }));
            }
            for (Future<?> one : sent) {
                one.get();
            }
        }
    }

    private void send(int which, byte[] mutant) throws Exception {
        String name = platform.run() + "-mutant-" + which;
        if (which % 2 == 0) {
            taken.add(platform.externalApp().send(customer, name, mutant).get().toString());
        } else {
            upload(mutant, name);
        }
    }

    private void upload(byte[] mutant, String key) throws IOException, InterruptedException {
        Customer.Answer answer = platform.customer("acme").upload(mutant, key);
        while (answer.status() == 429 || answer.status() == 503) {
            Thread.sleep(Duration.ofMillis(500));
            answer = platform.customer("acme").upload(mutant, key);
        }
        if (answer.status() == 202) {
            taken.add(answer.text("id"));
        } else {
            assertThat(answer.status()).as(answer.text("code")).isBetween(400, 499);
            refused.merge(answer.text("code"), 1, Integer::sum);
        }
    }
}
