package io.darkroom.events;

import java.util.Objects;

/// What the header of an original says.
///
/// @param widthPx width as stored, before orientation
/// @param heightPx height as stored, before orientation
/// @param pages pages or frames
/// @param orientation EXIF orientation, 1 to 8; 1 if the image says none
/// @param colourSpace the decoder's name for the colour space, for example `srgb`, `cmyk`, `b-w`
public record SourceFacts(int widthPx, int heightPx, int pages, int orientation, String colourSpace) {

    /// @throws NullPointerException if the colour space is missing
    /// @throws IllegalArgumentException if a number is out of range
    public SourceFacts {
        Objects.requireNonNull(colourSpace, "colourSpace");
        if (widthPx < 1 || heightPx < 1 || pages < 1 || orientation < 1 || orientation > 8) {
            throw new IllegalArgumentException("source facts are positive, the orientation is 1 to 8");
        }
    }
}
