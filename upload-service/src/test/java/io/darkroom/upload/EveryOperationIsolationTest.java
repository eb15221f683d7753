package io.darkroom.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.events.ImageId;
import io.darkroom.store.InMemoryImageStore;
import io.darkroom.store.Manifest;
import io.darkroom.upload.Api.Answer;
import io.darkroom.upload.OpenApi.Operation;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Every operation of the document that names something of a customer's, asked by everybody with every kind of id: what
/// is another's answers exactly as what never was. Last of all its owner asks, so that it is known what for.
@ServiceTest
class EveryOperationIsolationTest {

    private static final int IDS_OF_A_KIND = 24;

    @LocalServerPort
    private int port;

    @Autowired
    private InMemoryImageStore store;

    private final Random random = new Random(1);
    private int requests;

    /// What globex has: its ids, and bytes that are nobody else's.
    private List<String> images;

    private List<String> uploads;

    @BeforeEach
    void giveGlobexSomething() {
        Api globex = new Api(port, TestIssuer.get().customer("globex"));
        images = IntStream.range(0, IDS_OF_A_KIND)
                .mapToObj(seed -> globex.upload(
                                "image/jpeg",
                                Samples.jpeg(1000, seed),
                                "Content-Disposition",
                                "attachment; filename=\"secret-of-globex.jpg\"")
                        .text("/id"))
                .toList();
        images.stream()
                .limit(IDS_OF_A_KIND / 2)
                .forEach(id ->
                        store.commitManifest(new Manifest(Endings.failed(ImageId.parse(id), "globex"), Map.of())));
        uploads = IntStream.range(0, IDS_OF_A_KIND)
                .mapToObj(_ -> globex.send(
                                "POST",
                                "/v1/uploads",
                                BodyPublishers.noBody(),
                                "Tus-Resumable",
                                "1.0.0",
                                "Upload-Length",
                                "1000")
                        .header("Location"))
                .map(location -> location.substring(location.lastIndexOf('/') + 1))
                .toList();
    }

    @Test
    void tellsNobodyOfWhatIsAnothers() {
        List<Operation> operations = OpenApi.operations().stream()
                .filter(operation -> namesInPath(operation) || namesInQuery(operation))
                .filter(operation -> !operation.method().equals("options"))
                .toList();
        assertThat(operations).hasSizeGreaterThanOrEqualTo(8);

        for (Operation operation : operations) {
            List<String> theirs = namedBy(operation);
            for (int i = 0; i < IDS_OF_A_KIND; i++) {
                String foreign = theirs.get(i);
                String none = UUID.randomUUID().toString();
                requireAlike(operation, "acme", foreign, none);
                if (namesInPath(operation)) {
                    requireSameReason(operation, foreign, malformed());
                }
                requireAlike(operation, "nobody-yet", foreign, none);
                requireRefused(operation, null, 401, foreign, none, malformed());
                requireRefused(operation, "an analyst", 403, foreign, none, malformed());
            }
        }

        assertThat(requests).isGreaterThanOrEqualTo(2_000);
        requireUntouched();
        operations.stream()
                .sorted(Comparator.comparing(operation -> operation.method().equals("delete")))
                .forEach(this::requireServed);
    }

    private static boolean namesInPath(Operation operation) {
        return operation.path().contains("{id}");
    }

    private static boolean namesInQuery(Operation operation) {
        return operation.parameters("query").stream()
                .anyMatch(parameter -> parameter.at("/name").asString().equals("id"));
    }

    private List<String> namedBy(Operation operation) {
        return operation.path().startsWith("/v1/uploads") ? uploads : images;
    }

    private void requireUntouched() {
        Api globex = new Api(port, TestIssuer.get().customer("globex"));
        assertThat(images)
                .allSatisfy(id ->
                        assertThat(globex.get("/v1/images/" + id).status()).isEqualTo(200));
        assertThat(uploads)
                .allSatisfy(id -> assertThat(globex.send(
                                        "HEAD", "/v1/uploads/" + id, BodyPublishers.noBody(), "Tus-Resumable", "1.0.0")
                                .header("Upload-Offset"))
                        .isEqualTo("0"));
    }

    // A result of that name there is not, and an image is not deleted before its time.
    private void requireServed(Operation operation) {
        Api globex = new Api(port, TestIssuer.get().customer("globex"));
        for (String own : namedBy(operation)) {
            Answer answer = call(globex, operation, own);
            assertThat(answer.status()).as(operation + " " + own).isIn(200, 202, 204, 302, 404, 409);
            if (!operation.path().contains("{name}")) {
                assertThat(answer.status()).as(operation + " " + own).isNotEqualTo(404);
            }
        }
    }

    private void requireAlike(Operation operation, String customer, String foreign, String none) {
        Api api = new Api(port, TestIssuer.get().customer(customer));
        List<String> answers = Stream.of(foreign, none)
                .map(id -> {
                    Answer answer = call(api, operation, id);
                    assertThat(answer.status()).as(operation + " " + id).isEqualTo(namesInPath(operation) ? 404 : 200);
                    String told = answer.response().body() + visible(answer);
                    assertThat(told).as(operation + " " + id).doesNotContain("globex", "secret");
                    return told.replace(id, "ID");
                })
                .toList();
        assertThat(answers.getFirst()).as(operation.toString()).isEqualTo(answers.getLast());
    }

    // A text of another length makes an answer of another length.
    private void requireSameReason(Operation operation, String foreign, String malformed) {
        Api api = new Api(port, TestIssuer.get().customer("acme"));
        List<String> reasons = Stream.of(foreign, malformed)
                .map(id -> call(api, operation, id))
                .map(answer -> answer.status() + textOf(answer, "/code") + textOf(answer, "/detail"))
                .toList();
        assertThat(reasons.getFirst()).as(operation + " " + malformed).isEqualTo(reasons.getLast());
    }

    private static String textOf(Answer answer, String pointer) {
        return answer.body().at(pointer).asString("");
    }

    private void requireRefused(Operation operation, String who, int status, String... ids) {
        Api api = new Api(port, who == null ? null : TestIssuer.get().analyst());
        List<String> answers = new ArrayList<>();
        for (String id : ids) {
            Answer answer = call(api, operation, id);
            assertThat(answer.status()).as(operation + " " + id).isEqualTo(status);
            answers.add(answer.response().body());
        }
        assertThat(answers).containsOnly(answers.getFirst());
    }

    private Answer call(Api api, Operation operation, String id) {
        requests++;
        String path = operation.path().replace("{id}", id).replace("{name}", "preview")
                + (namesInQuery(operation) ? "?id=" + id : "");
        List<String> headers = new ArrayList<>();
        operation.parameters("header").stream()
                .filter(parameter -> parameter.path("required").asBoolean(false))
                .forEach(parameter -> {
                    headers.add(parameter.at("/name").asString());
                    headers.add(OpenApi.exampleOf(parameter));
                });
        boolean hasBody = operation.node().has("requestBody");
        if (operation.path().startsWith("/v1/uploads") && !headers.contains("Tus-Resumable")) {
            headers.add("Tus-Resumable");
            headers.add("1.0.0");
        }
        if (hasBody) {
            headers.add("Content-Type");
            headers.add(operation
                    .node()
                    .at("/requestBody/content")
                    .propertyNames()
                    .iterator()
                    .next());
        }
        return api.send(
                operation.method().toUpperCase(Locale.ROOT),
                path,
                hasBody ? BodyPublishers.ofByteArray(Samples.jpeg(10, 1)) : BodyPublishers.noBody(),
                headers.toArray(String[]::new));
    }

    private static String visible(Answer answer) {
        return answer.response().headers().map().entrySet().stream()
                // When the server has had enough of a connection says nothing of a customer.
                .filter(header -> !Set.of("date", "connection").contains(header.getKey()))
                .toList()
                .toString();
    }

    // Fit for a path, but no id.
    private String malformed() {
        byte[] bytes = new byte[1 + random.nextInt(40)];
        random.nextBytes(bytes);
        String text = new String(bytes, StandardCharsets.ISO_8859_1).replaceAll("[^A-Za-z0-9_*!~-]", "-");
        return "x" + text;
    }
}
