package io.darkroom.stats.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.stats.RunningService;
import io.darkroom.stats.TestEvents;
import io.darkroom.stats.TestTokens;
import io.darkroom.stats.fact.TestFacts;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every question that the document allows, with every choice of its parameters: what another customer has changes no
/// byte of the answer, numbers included.
@RunningService
class EveryQueryIsolationIT {

    private static final Path DOCUMENT = Path.of("openapi.yaml");
    private static final List<String> MEDIA_TYPES = List.of("application/json", "text/csv");

    // Up to when the numbers are complete depends on when one asks.
    private static final Pattern TIMES_OF_ANSWERING = Pattern.compile("\"completeUntil\":\"[^\"]*\"");

    private final TestEvents ours = TestEvents.upload("asking-a").named("ours.jpg");
    private final TestEvents theirs = TestEvents.upload("asked-for-b").named("theirs.jpg");

    @Autowired
    MockMvcTester http;

    private record Question(String uri, String mediaType) {}

    private record Answer(int status, String text) {}

    @Test
    void anotherCustomersImagesChangeNoAnswer() throws IOException {
        List<Question> questions = questions();
        assertThat(questions).hasSizeGreaterThanOrEqualTo(400);
        TestFacts.count(List.of(ours.received(), ours.processed()));
        Map<Question, Answer> before = answers(questions);

        TestEvents older =
                TestEvents.upload("asked-for-b").at(theirs.receivedAt().minus(Duration.ofHours(1)));
        TestFacts.count(List.of(theirs.received(), theirs.processed(), older.received()));
        Map<Question, Answer> after = answers(questions);

        assertThat(after).isEqualTo(before);
        assertThat(after.values()).anyMatch(answer -> answer.text().contains("ours.jpg"));
        assertThat(after.values()).allSatisfy(answer -> {
            assertThat(answer.status()).isIn(200, 404);
            assertThat(answer.text())
                    .doesNotContain(
                            "asked-for-b", "theirs.jpg", theirs.imageId().toString());
        });
    }

    private List<Question> questions() throws IOException {
        Map<String, Object> document = new Yaml().load(Files.readString(DOCUMENT));
        JsonNode paths = JsonMapper.shared().valueToTree(document.get("paths"));
        return paths.propertyStream()
                .flatMap(path -> queries(path.getValue().at("/get/parameters"))
                        .map(query -> UriComponentsBuilder.fromPath(path.getKey())
                                .queryParams(query)
                                .toUriString()))
                .flatMap(uri -> MEDIA_TYPES.stream().map(mediaType -> new Question(uri, mediaType)))
                .toList();
    }

    private Stream<MultiValueMap<String, String>> queries(JsonNode parameters) {
        List<MultiValueMap<String, String>> queries = List.of(new LinkedMultiValueMap<>());
        for (JsonNode parameter : parameters) {
            String name = parameter.at("/name").asString();
            queries = queries.stream()
                    .flatMap(query -> Stream.concat(
                            Stream.of(query), choices(name, parameter).map(choice -> {
                                MultiValueMap<String, String> longer = new LinkedMultiValueMap<>(query);
                                longer.add(name, choice);
                                return longer;
                            })))
                    .toList();
        }
        return queries.stream();
    }

    private Stream<String> choices(String name, JsonNode parameter) {
        return switch (name) {
            case "customer" -> Stream.of("asked-for-b");
            case "day" ->
                Stream.of(
                        LocalDate.ofInstant(theirs.receivedAt(), ZoneOffset.UTC).toString());
            case "from" ->
                Stream.of(theirs.receivedAt().minus(Duration.ofDays(1)).toString());
            case "to" -> Stream.of(theirs.receivedAt().plus(Duration.ofDays(1)).toString());
            // A shorter page of the same.
            case "limit" -> Stream.empty();
            case "mediaType" -> Stream.of(parameter.at("/example").asString());
            case "cursor" ->
                Stream.of(new Cursor(
                                theirs.receivedAt().plusSeconds(1),
                                theirs.imageId().value())
                        .text());
            default -> {
                JsonNode values = parameter.at("/schema/enum");
                assertThat(values).as("this test knows no values of '%s'", name).isNotEmpty();
                yield values.valueStream().map(JsonNode::asString);
            }
        };
    }

    private Map<Question, Answer> answers(List<Question> questions) {
        String token = TestTokens.customer("asking-a");
        Map<Question, Answer> answers = new LinkedHashMap<>();
        for (Question question : questions) {
            MockHttpServletResponse response = http.get()
                    .uri(URI.create(question.uri()))
                    .header(HttpHeaders.AUTHORIZATION, token)
                    .header(HttpHeaders.ACCEPT, question.mediaType())
                    .exchange()
                    .getResponse();
            String text = new String(response.getContentAsByteArray(), StandardCharsets.UTF_8);
            answers.put(
                    question,
                    new Answer(
                            response.getStatus(),
                            TIMES_OF_ANSWERING.matcher(text).replaceAll("")));
        }
        return answers;
    }
}
