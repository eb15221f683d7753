package io.darkroom.processor.api;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One file that a processor made.
///
/// @param name unique within the image: lower-case letters, digits and hyphens
/// @param file the file's name in the request's output directory; no directories
/// @param mediaType what the file is
/// @param widthPx width, if it is an image
/// @param heightPx height, if it is an image
public record ResultFile(
        String name,
        String file,
        String mediaType,
        @Nullable Integer widthPx,
        @Nullable Integer heightPx) {

    /// @throws NullPointerException if name, file or media type is missing
    public ResultFile {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(mediaType, "mediaType");
    }
}
