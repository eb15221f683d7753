package io.darkroom.vips;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Something that can decode what libvips cannot.
@FunctionalInterface
public interface PixelSource {

    /// Writes every pixel: rows from top to bottom, 8 bits a channel, the channels of a pixel side by side.
    ///
    /// @param pixels exactly as long as the image
    /// @throws IOException if the image cannot be decoded
    void writeTo(ByteBuffer pixels) throws IOException;
}
