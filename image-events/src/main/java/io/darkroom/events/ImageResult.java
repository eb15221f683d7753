package io.darkroom.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One file that the processors made of an image.
///
/// @param name unique within the image: lower-case letters, digits and hyphens
/// @param mediaType what the file is
/// @param widthPx width, if it is an image
/// @param heightPx height, if it is an image
/// @param sizeBytes its length
/// @param sha256 its digest
/// @param location where it is stored
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ImageResult(
        String name,
        String mediaType,
        @Nullable Integer widthPx,
        @Nullable Integer heightPx,
        long sizeBytes,
        Sha256 sha256,
        ObjectLocation location) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    /// @throws NullPointerException if a required component is missing
    /// @throws IllegalArgumentException if the name has another shape or a number is out of range
    public ImageResult {
        if (!isValidName(name) || sizeBytes < 0) {
            throw new IllegalArgumentException("a result has a name of a-z, 0-9 and '-' and no negative size");
        }
        if ((widthPx != null && widthPx < 1) || (heightPx != null && heightPx < 1)) {
            throw new IllegalArgumentException("a result's width and height are positive");
        }
        Objects.requireNonNull(mediaType, "mediaType");
        Objects.requireNonNull(sha256, "sha256");
        Objects.requireNonNull(location, "location");
    }

    /// Whether a text may name a result.
    public static boolean isValidName(String name) {
        return NAME.matcher(name).matches();
    }
}
