package io.darkroom.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The AsyncAPI document says what the code does.
class AsyncApiTest {

    private static final JsonNode DOCUMENT = new YAMLMapper().readTree(Records.resource("/asyncapi.yaml"));

    @Test
    void isAnAsyncApiDocument() {
        assertThat(DOCUMENT.at("/asyncapi").asString()).startsWith("3.");
        assertThat(DOCUMENT.at("/info/title").asString()).isNotBlank();
        assertThat(DOCUMENT.at("/info/version").asString()).isNotBlank();
        assertThat(DOCUMENT.propertyStream().map(Map.Entry::getKey))
                .isSubsetOf(
                        "asyncapi",
                        "id",
                        "info",
                        "defaultContentType",
                        "servers",
                        "channels",
                        "operations",
                        "components");
    }

    @Test
    void describesEveryTopicAndNoOther() {
        List<String> topics = Stream.of(Topics.EXTERNAL, Topics.UPLOADED, Topics.STREAMED, Topics.PROCESSED)
                .flatMap(topic -> Stream.of(topic, Topics.deadLetters(topic)))
                .toList();

        assertThat(DOCUMENT.get("channels")
                        .valueStream()
                        .map(channel -> channel.get("address").asString()))
                .containsExactlyInAnyOrderElementsOf(topics);
    }

    @Test
    void refersOnlyToWhatIsThere() {
        List<String> references = references(DOCUMENT);

        assertThat(references).hasSizeGreaterThan(20);
        assertThat(references).allMatch(reference -> !resolve(reference).isMissingNode());
    }

    @Test
    void hasOneOperationForEachChannelWithTheChannelsMessages() {
        Set<String> channels = DOCUMENT.get("operations")
                .valueStream()
                .map(operation -> {
                    String channel = operation.at("/channel/$ref").asString();
                    assertThat(operation.get("action").asString()).isIn("send", "receive");
                    assertThat(operation
                                    .get("messages")
                                    .valueStream()
                                    .map(message -> message.get("$ref").asString()))
                            .isNotEmpty()
                            .allMatch(message -> message.startsWith(channel + "/messages/"));
                    return channel.substring(channel.lastIndexOf('/') + 1);
                })
                .collect(Collectors.toSet());

        assertThat(channels)
                .containsExactlyInAnyOrderElementsOf(DOCUMENT.get("channels")
                        .propertyStream()
                        .map(Map.Entry::getKey)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "image-received, ReceivedHeaders",
        "image-received-again, ReceivedHeaders",
        "image-processed, ProcessedHeaders",
        "image-failed, ProcessedHeaders",
        "image-submitted, SubmittedHeaders",
        "image-submitted-by-reference, SubmittedHeaders",
    })
    void describesTheHeadersOfTheGoldenFiles(String golden, String schema) {
        assertDescribed(Records.goldenHeaders(golden), schema);
    }

    @Test
    void describesTheHeadersOfDeadLetters() {
        RecordHeaders headers = new RecordHeaders();
        DeadLetterHeaders.put(
                headers, new ConsumerRecord<>(Topics.EXTERNAL, 0, 1, "", ""), FailureCode.EMPTY, "no bytes");
        headers.add(DeadLetterHeaders.OMITTED, "value".getBytes(java.nio.charset.StandardCharsets.UTF_8));

        assertDescribed(Records.headersOf(headers), "DeadLetterHeaders");
    }

    @Test
    void requiresTheAttributesWithoutWhichARecordIsRefused() {
        assertThat(DOCUMENT.at("/components/schemas/SubmittedHeaders/required")
                        .valueStream()
                        .map(JsonNode::asString))
                .containsExactly("ce_specversion", "ce_type", "ce_source", "ce_id", "ce_customerid");
    }

    @Test
    void givesExamplesThatFit() {
        DOCUMENT.at("/components/messages/ImageSubmitted/examples").forEach(example -> {
            Map<String, String> headers = example.get("headers")
                    .propertyStream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, entry -> entry.getValue().asString()));
            byte[] value = headers.containsKey("ce_dataref") ? null : new byte[] {1};

            assertDescribed(headers, "SubmittedHeaders");
            assertThat(SubmittedImage.read(Records.record(headers, value)).customerId())
                    .isEqualTo(Events.ACME);
        });
    }

    private static void assertDescribed(Map<String, String> headers, String schemaName) {
        JsonNode schema = DOCUMENT.at("/components/schemas/" + schemaName);

        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                        .getSchema(schema)
                        .validate(JsonMapper.shared().valueToTree(headers)))
                .isEmpty();
        assertThat(schema.get("properties").propertyStream().map(Map.Entry::getKey))
                .containsAll(headers.keySet());
    }

    private static List<String> references(JsonNode node) {
        List<String> references = new ArrayList<>();
        if (node.has("$ref")) {
            references.add(node.get("$ref").asString());
        }
        node.forEach(child -> references.addAll(references(child)));
        return references;
    }

    private static JsonNode resolve(String reference) {
        return reference.startsWith("#")
                ? DOCUMENT.at(reference.substring(1))
                // Beside this document, as on the class path.
                : JsonMapper.shared().readTree(Records.resource(reference.substring(1)));
    }
}
