package io.darkroom.events;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/// Reads and writes CloudEvents attributes as Kafka headers, the binary content mode of the CloudEvents Kafka
/// binding 1.0.
final class EventHeaders {

    static final String SPEC_VERSION = "1.0";
    static final String CONTENT_TYPE = "content-type";

    private static final String PREFIX = "ce_";

    private EventHeaders() {}

    static void put(Headers headers, String attribute, String value) {
        headers.add(PREFIX + attribute, value.getBytes(StandardCharsets.UTF_8));
    }

    static void putContentType(Headers headers, String mediaType) {
        headers.add(CONTENT_TYPE, mediaType.getBytes(StandardCharsets.UTF_8));
    }

    /// @throws InvalidEventException if it is not UTF-8: replaced characters would make one name of two
    static Optional<String> find(Headers headers, String attribute) {
        return Optional.ofNullable(headers.lastHeader(PREFIX + attribute))
                .map(Header::value)
                .map(value -> decode(attribute, value));
    }

    private static String decode(String attribute, byte[] value) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidEventException("the CloudEvents attribute '" + attribute + "' is not UTF-8", e);
        }
    }

    static String require(Headers headers, String attribute) {
        return find(headers, attribute)
                .filter(value -> !value.isBlank())
                .orElseThrow(
                        () -> new InvalidEventException("the CloudEvents attribute '" + attribute + "' is missing"));
    }

    static void requireSpecVersion(Headers headers) {
        String version = require(headers, "specversion");
        if (!version.equals(SPEC_VERSION)) {
            throw new InvalidEventException("the CloudEvents attribute 'specversion' is not " + SPEC_VERSION);
        }
    }
}
