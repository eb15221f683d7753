package io.darkroom.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.events.Channel;
import io.darkroom.events.CustomerId;
import io.darkroom.events.ImageId;
import io.darkroom.events.ImageProcessed;
import io.darkroom.events.ImageResult;
import io.darkroom.events.Outcome;
import io.darkroom.events.Sha256;
import io.darkroom.store.InMemoryImageStore;
import io.darkroom.store.Manifest;
import io.darkroom.store.ObjectKey;
import io.darkroom.upload.Api.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Nobody sees anything of another customer's, nor that it exists: every path that names an image, with every kind of
/// id.
@ServiceTest
class IsolationTest {

    private static final CustomerId GLOBEX = new CustomerId("globex");
    private static final List<String> MALFORMED = List.of(
            "x",
            "null",
            "00000000-0000-0000-0000-000000000000",
            "0-0-0-0-0",
            "%00",
            "%2e%2e",
            "..%5cglobex",
            "a".repeat(300),
            "*",
            "%F0%9F%92%A9",
            "'%20or%201=1",
            "$%7Bjndi:x%7D");

    // Every hundredth answer on a connection ends it and says so.
    private static final Set<String> OF_THE_CONNECTION = Set.of("date", "connection", "keep-alive");

    @LocalServerPort
    private int port;

    @Autowired
    private InMemoryImageStore store;

    @TempDir
    private Path directory;

    private String theirs;
    private Api acme;
    private Api globex;

    @BeforeEach
    void giveGlobexAnImage() throws IOException {
        acme = new Api(port, TestIssuer.get().customer("acme"));
        globex = new Api(port, TestIssuer.get().customer("globex"));
        theirs = globex.upload("image/jpeg", Samples.jpeg(1000, 1)).text("/id");
        store.commitManifest(manifest(ImageId.parse(theirs)));
    }

    /// Every path of the document that names an image, so that a new one is tested from its first day.
    static List<String> pathsBelowAnImage() throws IOException {
        JsonNode paths = JsonMapper.shared()
                .readTree(Files.readString(Path.of("src/main/resources/static/v1/openapi.json")))
                .get("paths");
        return paths.propertyNames().stream()
                .filter(path -> path.startsWith("/v1/images/{id}"))
                .map(path -> path.replace("/v1/images/{id}", "").replace("{name}", "preview"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("pathsBelowAnImage")
    void servesTheOwnerButTellsNobodyElseThatTheImageExists(String below) {
        String random = UUID.randomUUID().toString();

        assertThat(globex.get("/v1/images/" + theirs + below).status()).isIn(200, 302);
        Answer other = acme.get("/v1/images/" + theirs + below);
        Answer none = acme.get("/v1/images/" + random + below);
        assertThat(other.status()).isEqualTo(404);
        assertThat(without(theirs, other)).isEqualTo(without(random, none));
        assertThat(headers(other)).isEqualTo(headers(none));
    }

    @ParameterizedTest
    @MethodSource("pathsBelowAnImage")
    void answersAMalformedIdAsAnUnknownOne(String below) {
        Answer none = acme.get("/v1/images/" + UUID.randomUUID() + below);

        for (String id : MALFORMED) {
            Answer answer = acme.get("/v1/images/" + id + below);

            // Tomcat itself refuses some bytes in a path.
            assertThat(answer.status()).as(id).isIn(400, 404);
            if (answer.status() == 404) {
                assertThat(answer.text("/code")).as(id).isEqualTo(none.text("/code"));
                assertThat(answer.text("/detail")).as(id).isEqualTo(none.text("/detail"));
            }
            assertThat(answer.response().body()).doesNotContain("globex", "Exception", "org.apache");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/original", "/results/preview", "/results/other", "/nothing"})
    void asksForATokenBeforeAnythingElse(String below) {
        Api nobody = new Api(port, null);

        List<Answer> answers = Stream.of(theirs, UUID.randomUUID().toString(), "x")
                .map(id -> nobody.get("/v1/images/" + id + below))
                .toList();

        assertThat(answers).extracting(Answer::status).containsOnly(401);
        assertThat(answers).extracting(answer -> answer.text("/code")).containsOnly("UNAUTHENTICATED");
    }

    @ParameterizedTest
    @MethodSource("pathsBelowAnImage")
    void servesNobodyWhoIsNoCustomer(String below) {
        Api analyst = new Api(port, TestIssuer.get().analyst());

        assertThat(analyst.get("/v1/images/" + theirs + below).status()).isEqualTo(403);
    }

    @Test
    void doesNotLetAResultsNameLeadElsewhere() {
        for (String name :
                List.of("..%2f..%2fmanifest", "%2e%2e", "preview.png", "manifest", "PREVIEW", "preview%00")) {
            assertThat(globex.get("/v1/images/" + theirs + "/results/" + name).status())
                    .as(name)
                    .isIn(400, 404);
        }
    }

    private static String without(String id, Answer answer) {
        return answer.response().body().replace(id, "ID");
    }

    private static List<String> headers(Answer answer) {
        return answer.response().headers().map().entrySet().stream()
                .filter(header -> !OF_THE_CONNECTION.contains(header.getKey()))
                .map(Object::toString)
                .toList();
    }

    private Manifest manifest(ImageId id) throws IOException {
        byte[] bytes = Samples.png(100, 2);
        Path file = Files.write(directory.resolve("preview"), bytes);
        var location = store.putResult(
                new ObjectKey.Result(GLOBEX, id, "preview", "png"), "image/png", file, Sha256.of(bytes));
        ImageResult result = new ImageResult("preview", "image/png", 1, 1, bytes.length, Sha256.of(bytes), location);
        Instant now = Instant.now();
        return new Manifest(
                new ImageProcessed(
                        id,
                        GLOBEX,
                        Channel.UPLOAD,
                        now,
                        "image/jpeg",
                        1000,
                        Sha256.of(new byte[1000]),
                        1,
                        now,
                        now,
                        Outcome.PROCESSED,
                        null,
                        null,
                        List.of(result),
                        List.of(),
                        List.of(),
                        now),
                Map.of());
    }
}
