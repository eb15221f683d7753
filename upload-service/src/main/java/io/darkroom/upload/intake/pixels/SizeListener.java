package io.darkroom.upload.intake.pixels;

/// Is told how large a picture is, perhaps several times: a file can hold several.
@FunctionalInterface
interface SizeListener {

    /// Takes the size of one.
    ///
    /// @param widthPx not negative
    /// @param heightPx not negative
    void found(long widthPx, long heightPx);
}
