package io.darkroom.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.net.URI;
import java.time.OffsetDateTime;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/// The CloudEvents project's own Kafka library reads what we write, and we read what it writes.
class CloudEventsCompatibilityTest {

    private final EventCodec codec = new EventCodec();

    @Provide
    Arbitrary<ImageEvent> events() {
        return Events.arbitrary();
    }

    @Property(tries = 200)
    void itReadsWhatWeWrite(@ForAll("events") ImageEvent event) {
        ProducerRecord<String, byte[]> sent = codec.encode(Topics.PROCESSED, event, "/a-service");

        CloudEvent read =
                KafkaMessageFactory.createReader(Records.received(sent)).toEvent();

        assertThat(read.getId()).isEqualTo(event.eventId());
        assertThat(read.getType()).isEqualTo(event.type());
        assertThat(read.getSource()).isEqualTo(URI.create("/a-service"));
        assertThat(read.getTime().toInstant()).isEqualTo(event.occurredAt());
        assertThat(read.getExtension("customerid")).isEqualTo(event.customerId().value());
        assertThat(read.getDataContentType()).isEqualTo("application/json");
        assertThat(read.getData().toBytes()).isEqualTo(sent.value());
    }

    @Property(tries = 200)
    void weReadWhatItWrites(@ForAll("events") ImageEvent event) {
        CloudEvent cloudEvent = CloudEventBuilder.v1()
                .withId(event.eventId())
                .withSource(URI.create("/a-service"))
                .withType(event.type())
                .withTime(OffsetDateTime.parse("2026-03-01T10:15:30Z"))
                .withExtension("customerid", event.customerId().value())
                .withData(
                        "application/json",
                        codec.encode(Topics.PROCESSED, event, "/a-service").value())
                .build();

        ProducerRecord<String, byte[]> sent =
                KafkaMessageFactory.createWriter(Topics.PROCESSED, "key").writeBinary(cloudEvent);

        assertThat(codec.decode(Records.received(sent))).isEqualTo(event);
    }

    @Test
    void weReadAnImageThatItSubmits() {
        CloudEvent cloudEvent = CloudEventBuilder.v1()
                .withId("000421")
                .withSource(URI.create("/cameras/7"))
                .withType(SubmittedImage.TYPE)
                .withExtension("customerid", "acme")
                .withExtension("filename", "Grüße.jpg")
                .withData("image/jpeg", new byte[] {1, 2, 3})
                .build();

        SubmittedImage read = SubmittedImage.read(Records.received(
                KafkaMessageFactory.createWriter(Topics.EXTERNAL, "key").writeBinary(cloudEvent)));

        assertThat(read.customerId()).isEqualTo(Events.ACME);
        assertThat(read.imageId()).isEqualTo(ImageId.ofStream(Events.ACME, "/cameras/7", "000421"));
        assertThat(read.fileName()).isEqualTo("Grüße.jpg");
        assertThat(read.bytes()).containsExactly(1, 2, 3);
    }

    @Test
    void itReadsAnImageThatWeSubmit() {
        SubmittedImage image = new SubmittedImage(
                Events.ACME, "/cameras/7", "000421", Sha256.of(new byte[] {1}), "Grüße.jpg", null, new byte[] {1});

        CloudEvent read = KafkaMessageFactory.createReader(Records.received(image.write()))
                .toEvent();

        assertThat(read.getType()).isEqualTo(SubmittedImage.TYPE);
        assertThat(read.getId()).isEqualTo("000421");
        assertThat(read.getExtension("customerid")).isEqualTo("acme");
        assertThat(read.getExtension("filename")).isEqualTo("Grüße.jpg");
        assertThat(read.getExtension("sha256"))
                .isEqualTo(Sha256.of(new byte[] {1}).hex());
        assertThat(read.getData().toBytes()).containsExactly(1);
    }
}
