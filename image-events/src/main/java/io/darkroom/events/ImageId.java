package io.darkroom.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.NameBasedGenerator;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.util.UUID;

/// One image, one id, for ever: derived from what the sender says about the image wherever the sender says anything,
/// so that sending again means the same image.
///
/// @param value the UUID (RFC 9562): version 5 when derived, version 7 when drawn
public record ImageId(@JsonValue UUID value) implements Comparable<ImageId> {

    private static final NameBasedGenerator UPLOADS =
            Generators.nameBasedGenerator(UUID.fromString("a0a7f1de-4c0e-5a52-9d2e-6a1b8c1f7e01"));
    private static final NameBasedGenerator STREAM =
            Generators.nameBasedGenerator(UUID.fromString("a0a7f1de-4c0e-5a52-9d2e-6a1b8c1f7e02"));
    private static final TimeBasedEpochGenerator RANDOM = Generators.timeBasedEpochGenerator();

    // No part may contain it, so two different lists of parts never give one name.
    private static final char SEPARATOR = '\n';

    /// The id of an upload with an idempotency key: the same customer and key always give the same id.
    ///
    /// @throws IllegalArgumentException if the key contains a line feed
    public static ImageId ofUpload(CustomerId customer, String idempotencyKey) {
        return new ImageId(UPLOADS.generate(name(customer.value(), idempotencyKey)));
    }

    /// The id of a streamed image. The customer is part of the name, so that two customers whose apps use
    /// one CloudEvents
    /// `source` and `id` never meet in one image.
    ///
    /// @throws IllegalArgumentException if a part contains a line feed
    public static ImageId ofStream(CustomerId customer, String source, String eventId) {
        return new ImageId(STREAM.generate(name(customer.value(), source, eventId)));
    }

    /// A fresh, time-ordered id, for an upload that brings no idempotency key.
    public static ImageId random() {
        return new ImageId(RANDOM.generate());
    }

    /// Reads the canonical form, 36 characters.
    ///
    /// @throws IllegalArgumentException if the text is anything else
    @JsonCreator
    public static ImageId parse(String text) {
        UUID value = UUID.fromString(text);
        // UUID.fromString also takes shortened groups; one image must not have two spellings.
        if (!value.toString().equals(text)) {
            throw new IllegalArgumentException("an image id is a UUID in lower case, 36 characters");
        }
        return new ImageId(value);
    }

    private static String name(String... parts) {
        for (String part : parts) {
            if (part.indexOf(SEPARATOR) >= 0) {
                throw new IllegalArgumentException("a part of a derived id must not contain a line feed");
            }
        }
        return String.join(String.valueOf(SEPARATOR), parts);
    }

    @Override
    public int compareTo(ImageId other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
