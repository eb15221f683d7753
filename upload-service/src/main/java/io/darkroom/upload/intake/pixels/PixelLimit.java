package io.darkroom.upload.intake.pixels;

import io.darkroom.events.FailureCode;
import io.darkroom.events.FailureException;
import io.darkroom.events.ImageFormat;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/// How many pixels an image may have: its width × height, as its header says. Frames and pages are not
/// counted, and nothing is decoded.
///
/// @param maxPixels 0 means any number
public record PixelLimit(long maxPixels) {

    /// @throws IllegalArgumentException if it is negative
    public PixelLimit {
        if (maxPixels < 0) {
            throw new IllegalArgumentException("a limit of pixels is not negative");
        }
    }

    /// Passes an image's bytes on until its header turns out to say too much; throws
    /// [FailureCode#TOO_MANY_PIXELS] then. A header that cannot be read lets everything pass: what is
    /// wrong with the image is for the processors to find.
    public InputStream check(ImageFormat format, InputStream bytes) {
        return maxPixels == 0 ? bytes : new CheckedStream(bytes, reader(format));
    }

    /// Refuses an image early, if its first bytes tell already.
    ///
    /// @throws FailureException with [FailureCode#TOO_MANY_PIXELS]
    public void requireWithin(ImageFormat format, byte[] head) {
        if (maxPixels > 0) {
            reader(format).feed(head, 0, head.length);
        }
    }

    private HeaderReader reader(ImageFormat format) {
        return new HeaderReader(format, this::require);
    }

    private void require(long widthPx, long heightPx) {
        if (Math.multiplyHigh(widthPx, heightPx) != 0 || Long.compareUnsigned(widthPx * heightPx, maxPixels) > 0) {
            throw new FailureException(
                    FailureCode.TOO_MANY_PIXELS,
                    String.format(
                            Locale.ROOT,
                            "The image has %,d × %,d pixels; at most %,d in all are taken.",
                            widthPx,
                            heightPx,
                            maxPixels));
        }
    }

    /// Shows bytes to a reader while they pass.
    private static final class CheckedStream extends FilterInputStream {

        private final HeaderReader reader;

        CheckedStream(InputStream bytes, HeaderReader reader) {
            super(bytes);
            this.reader = reader;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = super.read(target, offset, length);
            reader.feed(target, offset, Math.max(count, 0));
            return count;
        }
    }
}
