package io.darkroom.events;

import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/// What the external app puts on [Topics#EXTERNAL]: an image, inline as the record's value or named by a reference.
///
/// @param customerId whose image
/// @param source the CloudEvents `source`
/// @param id the CloudEvents `id`; source and id name the image
/// @param sha256 digest of the bytes, if the sender gives one
/// @param fileName what the sender calls the image, if it says
/// @param dataRef the CloudEvents `dataref`: an `s3://bucket/key` URI in place of inline bytes
/// @param bytes the image, exactly if there is no reference; not copied
@SuppressWarnings("ArrayRecordComponent") // the bytes are a payload that is never compared
public record SubmittedImage(
        CustomerId customerId,
        String source,
        String id,
        @Nullable Sha256 sha256,
        @Nullable String fileName,
        @Nullable String dataRef,
        byte @Nullable [] bytes) {

    /// The CloudEvents type.
    public static final String TYPE = "io.darkroom.image.submitted.v1";

    /// @throws NullPointerException if customer, source or id is missing
    /// @throws IllegalArgumentException unless there is exactly one of reference and bytes
    public SubmittedImage {
        Objects.requireNonNull(customerId, "customerId");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(id, "id");
        if ((dataRef == null) == (bytes == null)) {
            throw new IllegalArgumentException("a submitted image has either bytes or a reference");
        }
    }

    /// The image's id, derived from customer, source and id.
    ///
    /// @throws IllegalArgumentException if source or id contains a line feed
    public ImageId imageId() {
        return ImageId.ofStream(customerId, source, id);
    }

    /// Who can be told about a record, even if the rest of it breaks the contract.
    ///
    /// @param customerId whose image it would have been
    /// @param imageId the image's id
    public record Sender(CustomerId customerId, ImageId imageId) {}

    /// The sender of a record, as far as its headers name one: nothing else of the record need be right.
    public static Optional<Sender> senderOf(ConsumerRecord<?, byte[]> record) {
        Headers headers = record.headers();
        try {
            CustomerId customerId = requireCustomer(headers);
            String source = requireUsable(headers, "source");
            String id = requireUsable(headers, "id");
            return Optional.of(new Sender(customerId, ImageId.ofStream(customerId, source, id)));
        } catch (InvalidEventException e) {
            return Optional.empty();
        }
    }

    /// Reads a record of the external topic.
    ///
    /// @throws InvalidEventException if it breaks the contract
    /// @throws FailureException with [FailureCode#EMPTY] if there is neither a value nor a reference
    public static SubmittedImage read(ConsumerRecord<?, byte[]> record) {
        Headers headers = record.headers();
        EventHeaders.requireSpecVersion(headers);
        if (!EventHeaders.require(headers, "type").equals(TYPE)) {
            throw new InvalidEventException("the CloudEvents attribute 'type' is not " + TYPE);
        }
        String source = requireUsable(headers, "source");
        String id = requireUsable(headers, "id");
        CustomerId customerId = requireCustomer(headers);
        String dataRef = EventHeaders.find(headers, "dataref").orElse(null);
        byte[] bytes = record.value();
        if (dataRef != null && dataRef.isBlank()) {
            throw new InvalidEventException("the attribute 'dataref' is blank");
        }
        if (dataRef != null && bytes != null && bytes.length > 0) {
            throw new InvalidEventException("the record has both a value and a 'dataref'");
        }
        if (dataRef == null && (bytes == null || bytes.length == 0)) {
            throw new FailureException(FailureCode.EMPTY, "the record has no image bytes and no 'dataref'");
        }
        return new SubmittedImage(
                customerId,
                source,
                id,
                digest(headers),
                EventHeaders.find(headers, "filename").orElse(null),
                dataRef,
                dataRef == null ? bytes : null);
    }

    /// A record to send, keyed by the CloudEvents id.
    public ProducerRecord<String, byte[]> write() {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(Topics.EXTERNAL, id, bytes);
        Headers headers = record.headers();
        EventHeaders.put(headers, "specversion", EventHeaders.SPEC_VERSION);
        EventHeaders.put(headers, "type", TYPE);
        EventHeaders.put(headers, "source", source);
        EventHeaders.put(headers, "id", id);
        EventHeaders.put(headers, "customerid", customerId.value());
        if (sha256 != null) {
            EventHeaders.put(headers, "sha256", sha256.hex());
        }
        if (fileName != null) {
            EventHeaders.put(headers, "filename", fileName);
        }
        if (dataRef != null) {
            EventHeaders.put(headers, "dataref", dataRef);
        }
        EventHeaders.putContentType(headers, "application/octet-stream");
        return record;
    }

    private static @Nullable Sha256 digest(Headers headers) {
        try {
            return EventHeaders.find(headers, "sha256").map(Sha256::new).orElse(null);
        } catch (IllegalArgumentException e) {
            throw new InvalidEventException("the attribute 'sha256' is not 64 lower-case hexadecimal digits", e);
        }
    }

    private static CustomerId requireCustomer(Headers headers) {
        String customer = EventHeaders.require(headers, "customerid");
        if (!CustomerId.isValid(customer)) {
            throw new InvalidEventException("the attribute 'customerid' is not a customer id");
        }
        return new CustomerId(customer);
    }

    private static String requireUsable(Headers headers, String attribute) {
        String value = EventHeaders.require(headers, attribute);
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidEventException("the attribute '" + attribute + "' must not contain control characters");
        }
        return value;
    }
}
