package io.darkroom.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class EventSchemaTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Provide
    Arbitrary<ImageEvent> events() {
        return Events.arbitrary();
    }

    @Property
    void describesWhateverTheCodecWrites(@ForAll("events") ImageEvent event) {
        byte[] written =
                new EventCodec().encode(Topics.PROCESSED, event, "/a-service").value();

        assertThat(EventSchemas.errors(event.getClass(), JSON.readTree(written)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"image-received", "image-received-again", "image-processed", "image-failed"})
    void describesTheGoldenFiles(String name) {
        JsonNode value = JSON.readTree(Records.golden(name + ".json"));

        assertThat(EventSchemas.errors(Events.golden(name).getClass(), value)).isEmpty();
    }

    static List<MissingField> requiredFields() {
        return EventCodecTest.requiredFields();
    }

    @ParameterizedTest
    @MethodSource("requiredFields")
    void missesWhatTheCodecMisses(MissingField field) {
        JsonNode value = JSON.readTree(Records.golden(field.golden() + ".json"));
        ((ObjectNode) value.at(field.parent())).remove(field.name());

        assertThat(EventSchemas.errors(Events.golden(field.golden()).getClass(), value))
                .isNotEmpty();
    }

    @Test
    void namesEveryFieldOfTheRecordsAndNoOther() {
        assertThat(names(EventSchemas.of("image-received"), "")).isEqualTo(components(ImageReceived.class));
        JsonNode processed = EventSchemas.of("image-processed");
        assertThat(names(processed, "")).isEqualTo(components(ImageProcessed.class));
        assertThat(names(processed, "/$defs/result")).isEqualTo(components(ImageResult.class));
        assertThat(names(processed, "/$defs/label")).isEqualTo(components(Label.class));
        assertThat(names(processed, "/$defs/processorRun")).isEqualTo(components(ProcessorRun.class));
        assertThat(names(processed, "/$defs/sourceFacts")).isEqualTo(components(SourceFacts.class));
        assertThat(names(processed, "/$defs/location")).isEqualTo(components(ObjectLocation.class));
        Set<String> failure = components(Failure.class);
        failure.add("fault");
        assertThat(names(processed, "/$defs/failure")).isEqualTo(failure);
    }

    @Test
    void listsEveryName() {
        JsonNode processed = EventSchemas.of("image-processed");

        assertThat(listed(processed, "/$defs/failure/properties/code"))
                .containsExactly(nameOfEach(FailureCode.values()));
        assertThat(listed(processed, "/$defs/failure/properties/fault")).containsExactly(nameOfEach(Fault.values()));
        assertThat(listed(processed, "/properties/outcome")).containsExactly(nameOfEach(Outcome.values()));
        assertThat(listed(processed, "/properties/channel")).containsExactly(nameOfEach(Channel.values()));
        assertThat(listed(EventSchemas.of("image-received"), "/properties/channel"))
                .containsExactly(nameOfEach(Channel.values()));
    }

    @Test
    void wantsAFailureExactlyIfTheImageFailed() {
        ObjectNode processed = (ObjectNode) JSON.readTree(Records.golden("image-processed.json"));
        processed.set(
                "failure", JSON.readTree(Records.golden("image-failed.json")).get("failure"));

        assertThat(EventSchemas.errors(ImageProcessed.class, processed)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"image-received", "image-processed"})
    void isAJsonSchemaItself(String name) {
        var metaSchema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(com.networknt.schema.SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));

        assertThat(metaSchema.validate(EventSchemas.of(name))).isEmpty();
    }

    private static Set<String> names(JsonNode schema, String pointer) {
        return schema.at(pointer + "/properties")
                .propertyStream()
                .map(java.util.Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> components(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(java.lang.reflect.RecordComponent::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> listed(JsonNode schema, String pointer) {
        return schema.at(pointer + "/enum")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    private static String[] nameOfEach(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toArray(String[]::new);
    }
}
