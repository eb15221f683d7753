package io.darkroom.ingest;

import static io.darkroom.ingest.image.SampleImages.bmp;
import static io.darkroom.ingest.image.SampleImages.jpeg;
import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.events.CustomerId;
import io.darkroom.events.ImageId;
import io.darkroom.events.Sha256;
import io.darkroom.servers.Infrastructure;
import io.darkroom.store.ImageStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The contract of the external topic, kept by a client that has nothing in common with ours.
@RunningService
class KafkaJsIT {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final CustomerId GLOBEX = new CustomerId("globex");
    private static KafkaJs kafkaJs;

    private final String run = UUID.randomUUID().toString();

    @Autowired
    private ImageStore store;

    @TempDir
    private Path directory;

    @BeforeAll
    static void install() {
        kafkaJs = KafkaJs.install();
    }

    @Test
    void itsImagesAreTaken() throws Exception {
        Path file = Files.write(directory.resolve("cat.jpg"), jpeg("a cat from afar"));
        String id = run + "-cat";

        send(List.of(Map.of(
                "id",
                id,
                "customerId",
                "globex",
                "file",
                file.toString(),
                "sha256",
                true,
                "headers",
                Map.of("ce_filename", "Kätzchen.jpg"))));
        ImageId imageId = ImageId.ofStream(GLOBEX, "/camera-app", id);
        Awaitility.await()
                .atMost(Duration.ofMinutes(5))
                .ignoreExceptions()
                .until(() -> store.findRaw(GLOBEX, imageId).isPresent());

        assertThat(store.findRaw(GLOBEX, imageId)).hasValueSatisfying(raw -> {
            assertThat(raw.image().fileName()).isEqualTo("Kätzchen.jpg");
            assertThat(raw.image().mediaType()).isEqualTo("image/jpeg");
        });
        assertThat(store.fetchRaw(GLOBEX, imageId, directory.resolve("original")))
                .hasValueSatisfying(
                        fetched -> assertThat(fetched.sha256()).isEqualTo(Sha256.of(jpeg("a cat from afar"))));
    }

    @Test
    void itsMistakesComeBackToItOnTheDeadLetterTopic() throws Exception {
        String good = Files.write(directory.resolve("cat.jpg"), jpeg("a cat")).toString();
        String bitmap = Files.write(directory.resolve("cat.bmp"), bmp("a cat")).toString();
        String empty = Files.write(directory.resolve("empty"), new byte[0]).toString();

        send(List.of(
                broken("no-format", bitmap, Map.of()),
                broken("empty", empty, Map.of()),
                broken("wrong-digest", good, Map.of("ce_sha256", "0".repeat(64))),
                broken("wrong-type", good, Map.of("ce_type", "something.else")),
                broken("wrong-customer", good, Map.of("ce_customerid", "Not A Customer")),
                broken("elsewhere", empty, Map.of("ce_dataref", "s3://not-allowed/cat.jpg"))));
        Map<String, String> codes =
                deadLetters("no-format", "empty", "wrong-digest", "wrong-type", "wrong-customer", "elsewhere");

        assertThat(codes)
                .isEqualTo(Map.of(
                        "no-format", "UNSUPPORTED_MEDIA_TYPE",
                        "empty", "EMPTY",
                        "wrong-digest", "CHECKSUM_MISMATCH",
                        "wrong-type", "INVALID_EVENT",
                        "wrong-customer", "INVALID_EVENT",
                        "elsewhere", "INVALID_EVENT"));
    }

    private Map<String, Object> broken(String id, String file, Map<String, String> headers) {
        return Map.of("id", run + "-" + id, "customerId", "acme", "file", file, "headers", headers);
    }

    private static void send(List<Map<String, Object>> images) {
        String lines = images.stream().map(JSON::writeValueAsString).collect(Collectors.joining("\n", "", "\n"));
        kafkaJs.run("send.mjs", List.of(Infrastructure.shared().bootstrapServers()), lines);
    }

    private Map<String, String> deadLetters(String... ids) {
        List<String> arguments = Stream.concat(
                        Stream.of(Infrastructure.shared().bootstrapServers()),
                        Stream.of(ids).map(id -> run + "-" + id))
                .toList();
        return kafkaJs.run("dead-letters.mjs", arguments, "").stream()
                .map(line -> JSON.readValue(line, new TypeReference<Map<String, Object>>() {}))
                .collect(Collectors.toMap(
                        letter -> letter.get("id").toString().substring(run.length() + 1),
                        letter -> letter.get("code").toString()));
    }
}
