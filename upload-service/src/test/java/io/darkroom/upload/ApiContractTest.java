package io.darkroom.upload;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.darkroom.events.Channel;
import io.darkroom.events.CustomerId;
import io.darkroom.events.ImageId;
import io.darkroom.store.InMemoryImageStore;
import io.darkroom.store.Manifest;
import io.darkroom.store.RawImage;
import io.darkroom.upload.Api.Answer;
import io.darkroom.upload.OpenApi.Operation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The running service keeps to the document: its examples are what they say, and asked as they say it answers as they
/// say.
@ServiceTest
class ApiContractTest {

    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final CustomerId ACME = new CustomerId("acme");
    private static final ImageId EXAMPLE = ImageId.parse("0d9f1a3c-6f0e-5d0e-8a53-6c1f2b7f4a10");

    @LocalServerPort
    private int port;

    @Autowired
    private InMemoryImageStore store;

    private Api acme;

    @BeforeEach
    void storeTheExample() throws IOException {
        acme = new Api(port, TestIssuer.get().customer("acme"));
        RawImage image =
                new RawImage(ACME, EXAMPLE, Channel.UPLOAD, Instant.now(), "image/jpeg", "holiday.jpg", Map.of());
        store.putRaw(image, new ByteArrayInputStream(Samples.jpeg(1000, 1)));
        store.commitManifest(new Manifest(Endings.failed(EXAMPLE, "acme"), Map.of()));
    }

    static Stream<Arguments> examples() {
        return OpenApi.operations().stream()
                .flatMap(operation -> operation
                        .node()
                        .get("responses")
                        .propertyStream()
                        .flatMap(response -> response.getValue()
                                .path("content")
                                .propertyStream()
                                .filter(content -> content.getKey().contains("json"))
                                .flatMap(content -> content.getValue()
                                        .path("examples")
                                        .propertyStream()
                                        .map(example -> Arguments.of(
                                                operation + " " + response.getKey() + " " + example.getKey(),
                                                content.getValue().get("schema"),
                                                example.getValue().get("value"))))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void showsExamplesThatAreWhatTheySay(String what, JsonNode schema, JsonNode example) {
        JsonNode value = example.isString() ? JsonMapper.shared().readTree(example.asString()) : example;

        assertThat(errors(schema, value)).isEmpty();
    }

    // A stream without end has a test of its own.
    static Stream<Operation> operations() {
        return OpenApi.operations().stream()
                .filter(operation -> !operation.path().endsWith("/events"));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void answersAsItsDocumentSaysWhenAskedAsItsExamplesSay(Operation operation) {
        for (String contentType : contentTypes(operation)) {
            Answer answer = ask(operation, contentType);

            JsonNode responses = operation.node().get("responses");
            assertThat(responses.propertyNames()).contains(Integer.toString(answer.status()));
            // No operation is refused for what its example says, only for what is not there.
            assertThat(answer.status()).as(answer.response().body()).isIn(200, 201, 202, 204, 302, 404, 409);
            JsonNode content = responses.get(Integer.toString(answer.status())).path("content");
            if (!answer.response().body().isEmpty()) {
                String type = answer.header("Content-Type").replaceAll(";.*", "");
                assertThat(content.propertyNames()).contains(type);
                assertThat(errors(content.get(type).get("schema"), answer.body()))
                        .isEmpty();
            }
        }
    }

    private Answer ask(Operation operation, String contentType) {
        String path = operation.path();
        for (JsonNode parameter : operation.parameters("path")) {
            path = path.replace("{" + nameOf(parameter) + "}", OpenApi.exampleOf(parameter));
        }
        String query = operation.parameters("query").stream()
                .map(parameter -> nameOf(parameter) + "=" + encoded(OpenApi.exampleOf(parameter)))
                .collect(Collectors.joining("&"));
        List<String> headers = new ArrayList<>();
        operation.parameters("header").stream()
                .filter(parameter -> parameter.path("required").asBoolean(false))
                .forEach(parameter -> headers.addAll(List.of(nameOf(parameter), OpenApi.exampleOf(parameter))));
        if (operation.toString().equals("post /v1/uploads")) {
            headers.addAll(List.of("Upload-Length", "1000"));
        }
        if (!contentType.isEmpty()) {
            headers.addAll(List.of("Content-Type", contentType));
        }
        return acme.send(
                operation.method().toUpperCase(Locale.ROOT),
                query.isEmpty() ? path : path + "?" + query,
                body(contentType),
                headers.toArray(String[]::new));
    }

    private static List<String> contentTypes(Operation operation) {
        JsonNode content = operation.node().at("/requestBody/content");
        return content.isMissingNode()
                ? List.of("")
                : content.propertyNames().stream()
                        .map(type -> type.replace("image/*", "image/jpeg"))
                        .map(type -> type.startsWith("multipart") ? Samples.Form.CONTENT_TYPE : type)
                        .toList();
    }

    private static BodyPublisher body(String contentType) {
        byte[] image = Samples.jpeg(1000, 2);
        if (contentType.startsWith("multipart")) {
            return BodyPublishers.ofByteArray(
                    new Samples.Form().file("holiday.jpg", image).end());
        }
        return contentType.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(image);
    }

    private static String nameOf(JsonNode parameter) {
        return parameter.get("name").asString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    // A schema may refer to the document's others.
    private static Set<String> errors(JsonNode schema, JsonNode value) {
        ObjectNode whole = JsonMapper.shared().createObjectNode();
        whole.setAll((ObjectNode) schema);
        whole.set("components", OpenApi.DOCUMENT.get("components"));
        Schema compiled = SCHEMAS.getSchema(whole);
        return compiled
                .validate(value, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Object::toString)
                .collect(Collectors.toSet());
    }
}
