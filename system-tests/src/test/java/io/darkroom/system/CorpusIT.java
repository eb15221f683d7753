package io.darkroom.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.events.CustomerId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// Sends every file of a directory through both doors: each ends in exactly one outcome, no service restarts, the
/// balance closes.
/// Runs when given a directory: `./dev corpus DIRECTORY`.
@EnabledIfSystemProperty(named = "darkroom.corpus", matches = ".+")
class CorpusIT {

    private final Platform platform = Platform.shared();

    @Test
    void everyFileEndsInExactlyOneOutcomeByEitherDoor() throws Exception {
        List<Long> servicesBefore = platform.servicePids();
        Customer acme = platform.customer("acme");
        Map<String, Integer> refused = new TreeMap<>();
        List<String> uploaded = new ArrayList<>();
        List<String> streamed = new ArrayList<>();

        for (Path file : files()) {
            byte[] bytes = Files.readAllBytes(file);
            Customer.Answer answer = acme.upload(bytes, platform.run() + "-corpus-" + file.getFileName());
            if (answer.status() == 202) {
                uploaded.add(answer.text("id"));
            } else {
                assertThat(answer.status())
                        .as("%s: %s", file, answer.text("code"))
                        .isBetween(400, 499);
                refused.merge(answer.text("code"), 1, Integer::sum);
            }
            streamed.add(platform.externalApp()
                    .send(new CustomerId("acme"), platform.run() + "-corpus-" + file.getFileName(), bytes)
                    .get()
                    .toString());
        }

        Map<String, Integer> uploadOutcomes = outcomes(uploaded);
        Map<String, Integer> streamOutcomes = outcomes(streamed);
        System.out.printf(
                "corpus: %d files; upload: refused at the door %s, then %s; stream: %s; %s%n",
                streamed.size(),
                refused,
                uploadOutcomes,
                streamOutcomes,
                platform.numbers().balance());
        assertThat(platform.servicePids()).as("no service restarted").isEqualTo(servicesBefore);
        assertThat(platform.numbers().balance().balanced()).isTrue();
    }

    private Map<String, Integer> outcomes(List<String> ids) throws Exception {
        Map<String, Integer> outcomes = new TreeMap<>();
        for (String id : ids) {
            outcomes.merge(platform.awaitAnyFact(id), 1, Integer::sum);
            assertThat(platform.numbers().countOf(id)).as(id).isEqualTo(1);
        }
        return outcomes;
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("darkroom.corpus")))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
