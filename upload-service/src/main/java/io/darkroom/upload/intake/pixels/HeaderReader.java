package io.darkroom.upload.intake.pixels;

import io.darkroom.events.ImageFormat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Reads the header of an image from its bytes as they pass by, however they are cut: it holds a few of
/// them at a time, and never wants one again. So a header may stand anywhere, and hostile bytes cost no
/// more than their number.
final class HeaderReader {

    private final ByteBuffer collected = ByteBuffer.allocate(Step.MOST);
    private Step step;
    private long skip;

    /// @param listener may throw: then it is the feeder who is told
    HeaderReader(ImageFormat format, SizeListener listener) {
        this.step = begin(first(format, listener));
    }

    private static Step first(ImageFormat format, SizeListener listener) {
        return switch (format) {
            case JPEG -> JpegHeader.of(listener);
            case PNG -> FixedHeader.png(listener);
            case GIF -> FixedHeader.gif(listener);
            case WEBP -> FixedHeader.webp(listener);
            case BMP -> FixedHeader.bmp(listener);
            case TIFF -> TiffHeader.of(listener);
            case AVIF, HEIC -> IsoMediaHeader.of(listener);
            // It has no pixels of its own.
            case SVG -> Step.END;
        };
    }

    /// Takes the next bytes of the image.
    void feed(byte[] bytes, int offset, int length) {
        int at = offset;
        int end = offset + length;
        while (at < end) {
            int passed = (int) Math.min(skip, end - at);
            skip -= passed;
            at += passed;
            int taken = Math.min(end - at, collected.remaining());
            collected.put(bytes, at, taken);
            at += taken;
            if (skip == 0 && !collected.hasRemaining()) {
                step = begin(step.then().apply(collected.flip()));
            }
        }
    }

    private Step begin(Step next) {
        skip = next.skip();
        collected.clear().order(ByteOrder.BIG_ENDIAN).limit(next.count());
        return next;
    }
}
