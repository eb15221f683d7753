package io.darkroom.processors.renditions;

import io.darkroom.processors.renditions.Rendition.Encoding;
import io.darkroom.vips.VipsException;
import io.darkroom.vips.VipsImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes pictures. Metadata go: the pixels are upright without them. A profile stays only where the
/// colours are wider than sRGB; it is libvips' own, not the sender's.
final class Encoder {

    private Encoder() {}

    /// A picture as a file.
    static final class Encoded {

        private final OutputFormat format;
        private final byte[] bytes;

        Encoded(OutputFormat format, byte[] bytes) {
            this.format = format;
            this.bytes = bytes;
        }

        OutputFormat format() {
            return format;
        }

        void writeTo(Path file) throws IOException {
            Files.write(file, bytes);
        }
    }

    /// The smallest of the formats that the choice allows for such a picture.
    static Encoded encode(VipsImage image, Encoding encoding) throws VipsException {
        Encoded smallest = null;
        for (OutputFormat format : encoding.format().candidates(image.hasAlpha())) {
            Encoded encoded = encode(image, encoding, format);
            if (smallest == null || encoded.bytes.length < smallest.bytes.length) {
                smallest = encoded;
            }
        }
        if (smallest == null) {
            throw new IllegalStateException("every choice has formats");
        }
        return smallest;
    }

    private static Encoded encode(VipsImage image, Encoding encoding, OutputFormat format) throws VipsException {
        String options = format.options(encoding.quality(format), encoding.effort(format))
                + (image.isWideGamut() ? ",keep=icc" : ",keep=none");
        return new Encoded(format, image.encoded(format.extension(), options));
    }
}
