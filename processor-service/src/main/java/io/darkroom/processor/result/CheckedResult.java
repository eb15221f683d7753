package io.darkroom.processor.result;

import io.darkroom.events.Sha256;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A processor's result file that was looked at and found good.
///
/// @param name unique within the image
/// @param mediaType as its bytes say
/// @param extension for its object key
/// @param widthPx width, if it is an image
/// @param heightPx height, if it is an image
/// @param file where it lies
/// @param sizeBytes its length
/// @param sha256 its digest
public record CheckedResult(
        String name,
        String mediaType,
        String extension,
        @Nullable Integer widthPx,
        @Nullable Integer heightPx,
        Path file,
        long sizeBytes,
        Sha256 sha256) {}
