package io.darkroom.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.events.CustomerId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// Sends every file of a directory through both doors: each ends in exactly one outcome, no service
/// restarts, the
/// balance closes. A `MANIFEST.tsv` among them, with the columns file and expected, says what must
/// come of a file:
/// `valid` is processed unless its type is not taken, `invalid` is not processed.
///
/// Runs when given a directory: `./dev corpus DIRECTORY`, and as a part of `./dev mutants`.
@EnabledIfSystemProperty(named = "darkroom.corpus", matches = ".+")
class CorpusIT {

    private static final String UNSUPPORTED = "UNSUPPORTED_MEDIA_TYPE";

    private final Platform platform = Platform.shared();

    /// What was sent.
    ///
    /// @param uploaded the id that it got by upload; null if it was refused
    /// @param refusal the code of that
    private record SentFile(
            Path file, @Nullable String uploaded, @Nullable String refusal, String streamed) {}

    @Test
    void everyFileEndsInExactlyOneOutcomeByEitherDoor() throws Exception {
        List<Long> servicesBefore = platform.servicePids();
        List<SentFile> sent = new ArrayList<>();
        for (Path file : files()) {
            sent.add(send(file));
        }

        Map<String, String> expected = expectations();
        Map<String, Integer> uploads = new TreeMap<>();
        Map<String, Integer> streams = new TreeMap<>();
        List<String> surprises = new ArrayList<>();
        for (SentFile one : sent) {
            String name = one.file().getFileName().toString();
            String upload = one.uploaded() == null ? "REFUSED " + one.refusal() : outcome(one.uploaded());
            String stream = outcome(one.streamed());
            uploads.merge(upload, 1, Integer::sum);
            streams.merge(stream, 1, Integer::sum);
            for (String outcome : List.of(upload, stream)) {
                if (!isExpected(expected.getOrDefault(name, "unknown"), outcome)) {
                    surprises.add(name + ": " + expected.get(name) + ", but " + outcome);
                }
            }
        }

        System.out.printf(
                "corpus: %d files; upload: %s; stream: %s; %s%n",
                sent.size(), uploads, streams, platform.numbers().balance());
        assertThat(surprises).isEmpty();
        assertThat(platform.servicePids()).as("no service restarted").isEqualTo(servicesBefore);
        assertThat(platform.numbers().balance().balanced()).isTrue();
    }

    private SentFile send(Path file) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        String name = platform.run() + "-corpus-" + file.getFileName();
        Customer.Answer answer = platform.uploadPatiently("acme", bytes, name);
        boolean isTaken = answer.status() == 202;
        if (!isTaken) {
            assertThat(answer.status()).as("%s: %s", file, answer.text("code")).isBetween(400, 499);
        }
        String streamed = platform.externalApp()
                .send(new CustomerId("acme"), name, bytes)
                .get()
                .toString();
        return new SentFile(file, isTaken ? answer.text("id") : null, isTaken ? null : answer.text("code"), streamed);
    }

    private String outcome(String id) throws Exception {
        String outcome = platform.awaitAnyFact(id);
        assertThat(platform.numbers().countOf(id)).as(id).isEqualTo(1);
        return outcome;
    }

    private static boolean isExpected(String expected, String outcome) {
        return switch (expected) {
            case "valid" -> outcome.equals("PROCESSED") || outcome.endsWith(UNSUPPORTED);
            case "invalid" -> !outcome.equals("PROCESSED");
            default -> true;
        };
    }

    private static Map<String, String> expectations() throws IOException {
        Path manifest = directory().resolve("MANIFEST.tsv");
        Map<String, String> expectations = new HashMap<>();
        if (Files.exists(manifest)) {
            for (String line : Files.readAllLines(manifest)) {
                String[] columns = line.split("\t", 3);
                expectations.put(columns[0], columns[1]);
            }
        }
        return expectations;
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory())) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static Path directory() {
        return Path.of(System.getProperty("darkroom.corpus"));
    }
}
