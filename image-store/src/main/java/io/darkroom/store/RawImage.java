package io.darkroom.store;

import io.darkroom.events.Channel;
import io.darkroom.events.CustomerId;
import io.darkroom.events.ImageId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What is known of an original when its bytes begin to flow; stored as the object's metadata.
///
/// @param customerId whose image
/// @param imageId which image
/// @param channel by which door it came
/// @param receivedAt when it was accepted, to the millisecond
/// @param mediaType sniffed from the leading bytes
/// @param fileName what the sender called it, if it said; at most [#MAX_FILE_NAME_LENGTH] characters, see
///     [#cleanFileName]
/// @param attributes what else the sender said; names and values together at most [#MAX_ATTRIBUTES_LENGTH]
///     characters
public record RawImage(
        CustomerId customerId,
        ImageId imageId,
        Channel channel,
        Instant receivedAt,
        String mediaType,
        @Nullable String fileName,
        Map<String, String> attributes) {

    /// S3 takes 2 KiB of metadata in all, and one character can take 9 bytes there once encoded.
    public static final int MAX_FILE_NAME_LENGTH = 80;

    /// See [#MAX_FILE_NAME_LENGTH].
    public static final int MAX_ATTRIBUTES_LENGTH = 80;

    /// @throws NullPointerException if a required component is missing
    /// @throws IllegalArgumentException if file name or attributes are too long
    public RawImage {
        Objects.requireNonNull(customerId, "customerId");
        Objects.requireNonNull(imageId, "imageId");
        Objects.requireNonNull(channel, "channel");
        receivedAt = receivedAt.truncatedTo(ChronoUnit.MILLIS);
        Objects.requireNonNull(mediaType, "mediaType");
        fileName = fileName == null || fileName.isEmpty() ? null : fileName;
        if (fileName != null && fileName.length() > MAX_FILE_NAME_LENGTH) {
            throw new IllegalArgumentException("the file name is too long");
        }
        attributes = Map.copyOf(attributes);
        int length = attributes.entrySet().stream()
                .mapToInt(entry -> entry.getKey().length() + entry.getValue().length())
                .sum();
        if (length > MAX_ATTRIBUTES_LENGTH) {
            throw new IllegalArgumentException("the attributes are too long");
        }
    }

    /// Its key.
    public ObjectKey.Raw key() {
        return new ObjectKey.Raw(customerId, imageId);
    }

    /// Makes inert text of a sender's file name: the last path segment, without control characters, of at
    /// most [#MAX_FILE_NAME_LENGTH] characters. Null if nothing is left, or nothing was there.
    public static @Nullable String cleanFileName(@Nullable String fileName) {
        if (fileName == null) {
            return null;
        }
        String segment = fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
        StringBuilder clean = new StringBuilder();
        segment.codePoints()
                .filter(c -> !Character.isISOControl(c) && Character.isDefined(c))
                .filter(c -> Character.getType(c) != Character.SURROGATE && Character.getType(c) != Character.FORMAT)
                .takeWhile(c -> clean.length() + Character.charCount(c) <= MAX_FILE_NAME_LENGTH)
                .forEachOrdered(clean::appendCodePoint);
        String result = clean.toString().strip();
        return result.isEmpty() ? null : result;
    }
}
