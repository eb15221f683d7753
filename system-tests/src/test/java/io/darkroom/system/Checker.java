package io.darkroom.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.events.Sha256;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/// Holds what senders were told against what the system says afterwards: every acknowledged image ended exactly once,
/// its bytes
/// unaltered, its results there, and counted once. (Kill -9 leaves the page cache alive: this proves the protocol, not
/// fsync.)
final class Checker {

    private static final Duration QUIET_WITHIN = Duration.ofMinutes(10);

    private final Platform platform;

    Checker(Platform platform) {
        this.platform = platform;
    }

    /// Waits until nothing is in flight and every acknowledged image has a fact.
    void awaitQuiet(List<Sent> acknowledged) {
        Awaitility.await("every acknowledged image has an outcome and nothing is in flight")
                .atMost(QUIET_WITHIN)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .untilAsserted(() -> {
                    Set<String> ended = ended(platform.numbers().facts());
                    assertThat(acknowledged)
                            .extracting(Sent::imageId)
                            .filteredOn(id -> !ended.contains(id))
                            .as("acknowledged images without an outcome")
                            .isEmpty();
                    assertThat(platform.numbers().balance().inFlight()).isZero();
                });
    }

    /// Asserts that nothing was lost, doubled, invented or altered.
    void verifyAllProcessed(List<Sent> acknowledged) throws SQLException, InterruptedException, ExecutionException {
        Map<String, Integer> facts = platform.numbers().facts();
        Numbers.Balance balance = platform.numbers().balance();

        assertThat(facts.values()).as("facts per image and outcome").allMatch(count -> count == 1);
        assertThat(facts.keySet().stream().map(Checker::imageIdOf).toList())
                .as("one outcome per image")
                .doesNotHaveDuplicates();
        assertThat(acknowledged)
                .as("lost or failed, though good")
                .allMatch(sent -> facts.containsKey(sent.imageId() + " PROCESSED"));
        assertThat(balance.balanced()).as("%s", balance).isTrue();
        assertThat(balance.accepted()).isEqualTo(balance.processed() + balance.failed() + balance.inFlight());
        assertThat(platform.numbers().rollupDifferences())
                .as("rollups unlike the aggregate of the facts")
                .isZero();
        assertThat(problemsIn(acknowledged))
                .as("images that REST and S3 tell otherwise of")
                .isEmpty();
    }

    private List<String> problemsIn(List<Sent> acknowledged) throws InterruptedException, ExecutionException {
        List<Future<String>> checks = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Sent sent : acknowledged) {
                checks.add(threads.submit(() -> problemIn(sent)));
            }
        }
        List<String> problems = new ArrayList<>();
        for (Future<String> check : checks) {
            String problem = check.get();
            if (!problem.isEmpty()) {
                problems.add(problem);
            }
        }
        return problems;
    }

    private String problemIn(Sent sent) throws IOException {
        Customer customer = platform.customer(sent.customer());
        Customer.Answer answer = customer.image(sent.imageId());
        if (answer.status() != 200 || !answer.text("state").equals("PROCESSED")) {
            return sent.imageId() + " is " + answer.status() + " " + answer.text("state");
        }
        JsonNode results = answer.json().path("results");
        if (results.isEmpty()) {
            return sent.imageId() + " has no results";
        }
        for (JsonNode result : results) {
            byte[] bytes = Customer.download(result.path("url").asString());
            if (!Sha256.of(bytes).hex().equals(result.path("sha256").asString())) {
                return sent.imageId() + " has an altered result " + result.path("name");
            }
        }
        String original =
                customer.get("/v1/images/" + sent.imageId() + "/original").location();
        return original != null && Sha256.of(Customer.download(original)).equals(sent.sha256())
                ? ""
                : sent.imageId() + " has an altered original";
    }

    private static Set<String> ended(Map<String, Integer> facts) {
        Set<String> ended = new HashSet<>();
        facts.keySet().stream()
                .filter(fact -> fact.endsWith(" PROCESSED") || fact.endsWith(" FAILED"))
                .forEach(fact -> ended.add(imageIdOf(fact)));
        return ended;
    }

    private static String imageIdOf(String fact) {
        return fact.substring(0, fact.indexOf(' '));
    }
}
