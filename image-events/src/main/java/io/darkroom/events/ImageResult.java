package io.darkroom.events;

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
public record ImageResult(
        String name,
        String mediaType,
        @Nullable Integer widthPx,
        @Nullable Integer heightPx,
        long sizeBytes,
        Sha256 sha256,
        ObjectLocation location) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    /// @throws IllegalArgumentException if the name has another shape or the size is negative
    public ImageResult {
        if (!isValidName(name) || sizeBytes < 0) {
            throw new IllegalArgumentException("a result has a name of a-z, 0-9 and '-' and no negative size");
        }
    }

    /// Whether a text may name a result.
    public static boolean isValidName(String name) {
        return NAME.matcher(name).matches();
    }
}
