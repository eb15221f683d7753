package io.darkroom.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class EventCodecTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final EventCodec codec = new EventCodec();

    @Provide
    Arbitrary<ImageEvent> events() {
        return Events.arbitrary();
    }

    @Property
    void readsWhatItWrote(@ForAll("events") ImageEvent event) {
        ProducerRecord<String, byte[]> sent = codec.encode(Topics.PROCESSED, event, "/a-service");

        assertThat(codec.decode(Records.received(sent))).isEqualTo(event);
        assertThat(sent.key()).isEqualTo(event.imageId().toString());
    }

    @Property
    void writesOneEventAlwaysInTheSameBytes(@ForAll("events") ImageEvent event) {
        ProducerRecord<String, byte[]> first = codec.encode(Topics.PROCESSED, event, "/a-service");
        ProducerRecord<String, byte[]> second =
                codec.encode(Topics.PROCESSED, codec.decode(Records.received(first)), "/a-service");

        assertThat(second.value()).isEqualTo(first.value());
        assertThat(second.headers()).isEqualTo(first.headers());
    }

    @ParameterizedTest
    @ValueSource(strings = {"image-received", "image-received-again", "image-processed", "image-failed"})
    void keepsToTheGoldenFiles(String name) {
        Map<String, String> headers = Records.goldenHeaders(name);
        JsonNode value = JSON.readTree(Records.golden(name + ".json"));

        ProducerRecord<String, byte[]> written =
                codec.encode(Topics.UPLOADED, Events.golden(name), headers.get("ce_source"));

        assertThat(new String(written.value(), StandardCharsets.UTF_8)).isEqualTo(JSON.writeValueAsString(value));
        assertThat(Records.headersOf(written.headers())).containsExactlyEntriesOf(headers);
        assertThat(codec.decode(Records.record(headers, JSON.writeValueAsBytes(value))))
                .isEqualTo(Events.golden(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"image-received", "image-processed", "image-failed"})
    void ignoresFieldsItDoesNotKnow(String name) {
        JsonNode value = JSON.readTree(Records.golden(name + ".json"));
        everyObjectIn(value).forEach(object -> object.put("of-a-later-version", "x"));

        ImageEvent read = codec.decode(Records.record(Records.goldenHeaders(name), JSON.writeValueAsBytes(value)));

        // Attributes are the sender's own names, so there what is not known is kept.
        assertThat(read).usingRecursiveComparison().ignoringFields("attributes").isEqualTo(Events.golden(name));
    }

    static List<MissingField> requiredFields() {
        List<MissingField> fields = new ArrayList<>();
        for (String name : List.of("image-received", "image-processed", "image-failed")) {
            JsonNode schema = EventSchemas.of(name);
            fields.addAll(MissingField.allIn(JSON.readTree(Records.golden(name + ".json")), schema, schema, name, ""));
        }
        return fields;
    }

    @ParameterizedTest
    @MethodSource("requiredFields")
    void refusesAnEventWithoutARequiredField(MissingField field) {
        JsonNode value = JSON.readTree(Records.golden(field.golden() + ".json"));
        ((ObjectNode) value.at(field.parent())).remove(field.name());

        assertRefused(Records.goldenHeaders(field.golden()), JSON.writeValueAsBytes(value));
    }

    @ParameterizedTest
    @MethodSource("requiredFields")
    void refusesAnEventWhoseRequiredFieldIsNull(MissingField field) {
        JsonNode value = JSON.readTree(Records.golden(field.golden() + ".json"));
        ((ObjectNode) value.at(field.parent())).putNull(field.name());

        assertRefused(Records.goldenHeaders(field.golden()), JSON.writeValueAsBytes(value));
    }

    @Test
    void takesAbsentListsAndMapsForEmptyOnes() {
        ObjectNode processed = (ObjectNode) JSON.readTree(Records.golden("image-failed.json"));
        processed.remove(List.of("results", "labels", "processors"));
        ObjectNode received = (ObjectNode) JSON.readTree(Records.golden("image-received-again.json"));
        received.remove("attributes");

        assertThat(codec.decode(
                        Records.record(Records.goldenHeaders("image-failed"), JSON.writeValueAsBytes(processed))))
                .isEqualTo(Events.golden("image-failed"));
        assertThat(codec.decode(Records.record(
                        Records.goldenHeaders("image-received-again"), JSON.writeValueAsBytes(received))))
                .isEqualTo(Events.golden("image-received-again"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "42",
                "\"text\"",
                "{",
                "{}",
                "not json",
                "{\"imageId\": 1}",
                "\u0000",
            })
    void refusesAValueThatIsNoEvent(String value) {
        assertRefused(Records.goldenHeaders("image-received"), value.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/imageId|\"018F0000-0000-7000-8000-000000000001\"",
                "/imageId|\"1-1-1-1-1\"",
                "/customerId|\"ACME\"",
                "/customerId|\"../globex\"",
                "/channel|\"FAX\"",
                "/receivedAt|\"yesterday\"",
                "/attempt|0",
                "/attempt|-1",
                "/sizeBytes|-1",
                "/sha256|\"abc\"",
                "/raw|{\"bucket\": \"\", \"key\": \"k\"}",
                "/attributes|{\"a\": null}",
            })
    void refusesAFieldOutOfRange(String change) {
        ObjectNode value = (ObjectNode) JSON.readTree(Records.golden("image-received.json"));
        String[] pathAndValue = change.split("\\|", 2);
        value.set(pathAndValue[0].substring(1), JSON.readTree(pathAndValue[1]));

        assertRefused(Records.goldenHeaders("image-received"), JSON.writeValueAsBytes(value));
    }

    @Test
    void tellsWhoseEventItIsBeforeItIsRead() {
        ConsumerRecord<String, byte[]> record =
                Records.record(Records.goldenHeaders("image-received"), "not read".getBytes(StandardCharsets.UTF_8));

        assertThat(EventCodec.findCustomer(record))
                .hasValue(Events.golden("image-received").customerId());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Not A Customer"})
    void tellsNobodyWhenTheHeaderNamesNoCustomer(String customer) {
        assertThat(EventCodec.findCustomer(Records.record(Map.of("ce_customerid", customer), null)))
                .isEmpty();
    }

    @Test
    void tellsNobodyWhenTheHeaderIsMissingOrNoText() {
        ConsumerRecord<String, byte[]> without = Records.record(Map.of(), null);
        ConsumerRecord<String, byte[]> garbled = Records.record(Map.of(), null);
        garbled.headers().add("ce_customerid", new byte[] {(byte) 0xff});

        assertThat(EventCodec.findCustomer(without)).isEmpty();
        assertThat(EventCodec.findCustomer(garbled)).isEmpty();
    }

    @Test
    void refusesATombstone() {
        assertRefused(Records.goldenHeaders("image-received"), null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce_specversion", "ce_type"})
    void refusesARecordWithoutAnAttributeThatSaysWhatItIs(String header) {
        Map<String, String> headers = Records.goldenHeaders("image-received");
        headers.remove(header);

        assertRefused(headers, json("image-received"));
    }

    @Test
    void refusesAnotherVersionOfCloudEvents() {
        Map<String, String> headers = Records.goldenHeaders("image-received");
        headers.put("ce_specversion", "0.3");

        assertRefused(headers, json("image-received"));
    }

    @Test
    void refusesATypeItDoesNotKnow() {
        Map<String, String> headers = Records.goldenHeaders("image-received");
        headers.put("ce_type", "io.darkroom.image.received.v2");

        assertRefused(headers, json("image-received"));
    }

    @Test
    void refusesAnEventOfAnotherTypeThanTheTopicIsFor() {
        var record = Records.record(Records.goldenHeaders("image-received"), json("image-received"));

        assertThat(codec.decode(record, ImageReceived.class)).isEqualTo(Events.received());
        assertThatExceptionOfType(InvalidEventException.class)
                .isThrownBy(() -> codec.decode(record, ImageProcessed.class));
    }

    private void assertRefused(Map<String, String> headers, byte[] value) {
        assertThatExceptionOfType(InvalidEventException.class)
                .isThrownBy(() -> codec.decode(Records.record(headers, value)))
                .satisfies(e -> assertThat(e.code()).isEqualTo(FailureCode.INVALID_EVENT));
    }

    private static byte[] json(String golden) {
        return Records.golden(golden + ".json").getBytes(StandardCharsets.UTF_8);
    }

    private static List<ObjectNode> everyObjectIn(JsonNode node) {
        List<ObjectNode> objects = new ArrayList<>();
        node.forEach(child -> objects.addAll(everyObjectIn(child)));
        if (node instanceof ObjectNode object) {
            objects.add(object);
        }
        return objects;
    }
}
