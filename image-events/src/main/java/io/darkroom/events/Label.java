package io.darkroom.events;

/// Something that a processor recognised in an image.
///
/// @param name what it is
/// @param score how sure the processor is, 0 to 1
public record Label(String name, double score) {

    /// @throws IllegalArgumentException if the name is empty or the score is outside 0 to 1
    public Label {
        if (name.isEmpty() || !(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("a label has a name and a score from 0 to 1");
        }
    }
}
