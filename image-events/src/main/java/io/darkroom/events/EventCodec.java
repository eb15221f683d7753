package io.darkroom.events;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Writes events as CloudEvents in the binary content mode (attributes as `ce_*` headers, JSON value, keyed by image
/// id) and
/// reads them back. Unknown fields are ignored, required ones validated. Thread-safe.
public final class EventCodec {

    private static final String JSON = "application/json";
    private static final String CUSTOMER = "customerid";
    private static final JsonMapper MAPPER = JsonMapper.shared();

    /// A record to publish.
    ///
    /// @param source the CloudEvents `source`: which service says so, for example `/upload-service`
    public ProducerRecord<String, byte[]> encode(String topic, ImageEvent event, String source) {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(topic, event.imageId().toString(), MAPPER.writeValueAsBytes(event));
        Headers headers = record.headers();
        EventHeaders.put(headers, "specversion", EventHeaders.SPEC_VERSION);
        EventHeaders.put(headers, "id", event.eventId());
        EventHeaders.put(headers, "source", source);
        EventHeaders.put(headers, "type", event.type());
        EventHeaders.put(headers, "time", event.occurredAt().toString());
        EventHeaders.put(headers, CUSTOMER, event.customerId().value());
        EventHeaders.putContentType(headers, JSON);
        return record;
    }

    /// Reads a record of one of our topics.
    ///
    /// @throws InvalidEventException if it breaks the contract
    public ImageEvent decode(ConsumerRecord<?, byte[]> record) {
        EventHeaders.requireSpecVersion(record.headers());
        String type = EventHeaders.require(record.headers(), "type");
        return switch (type) {
            case ImageReceived.TYPE -> read(record.value(), ImageReceived.class);
            case ImageProcessed.TYPE -> read(record.value(), ImageProcessed.class);
            default -> throw new InvalidEventException("the event type is not known here");
        };
    }

    /// Reads a record that must be of one type.
    ///
    /// @throws InvalidEventException if it breaks the contract or is of another type
    public <E extends ImageEvent> E decode(ConsumerRecord<?, byte[]> record, Class<E> type) {
        ImageEvent event = decode(record);
        if (!type.isInstance(event)) {
            throw new InvalidEventException("an event of type " + event.type() + " does not belong on this topic");
        }
        return type.cast(event);
    }

    /// Whose event a record holds, by its header alone, so before the event is read and at hardly any
    /// cost. Empty if the header does not tell a customer.
    public static Optional<CustomerId> findCustomer(ConsumerRecord<?, ?> record) {
        try {
            return EventHeaders.find(record.headers(), CUSTOMER)
                    .filter(CustomerId::isValid)
                    .map(CustomerId::new);
        } catch (InvalidEventException e) {
            return Optional.empty();
        }
    }

    private static <E> E read(byte @Nullable [] value, Class<E> type) {
        if (value == null) {
            throw new InvalidEventException("the event has no value");
        }
        try {
            E event = MAPPER.readValue(value, type);
            if (event == null) {
                throw new InvalidEventException("the event's value is null");
            }
            return event;
        } catch (JacksonException e) {
            throw new InvalidEventException("the event's value does not fit its type", e);
        }
    }
}
