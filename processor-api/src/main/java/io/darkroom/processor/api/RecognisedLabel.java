package io.darkroom.processor.api;

import java.util.Objects;

/// Something recognised in an image.
///
/// @param name what it is
/// @param score how sure the processor is, 0 to 1
public record RecognisedLabel(String name, double score) {

    /// @throws IllegalArgumentException if the score is outside 0 to 1
    public RecognisedLabel {
        Objects.requireNonNull(name, "name");
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("a score is from 0 to 1");
        }
    }
}
