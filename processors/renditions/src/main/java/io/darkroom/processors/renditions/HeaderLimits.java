package io.darkroom.processors.renditions;

import static io.darkroom.processor.api.RejectionReason.TOO_MANY_FRAMES;
import static io.darkroom.processor.api.RejectionReason.TOO_MANY_PIXELS;
import static io.darkroom.processor.api.RejectionReason.UNSUPPORTED_MEDIA_TYPE;

import io.darkroom.processor.api.ProcessorAnswer.Rejected;
import io.darkroom.processor.api.RejectionReason;
import io.darkroom.vips.VipsImage;
import java.util.Locale;
import java.util.Optional;

/// What a header may announce. A few bytes can claim an image that costs a gigabyte and many seconds; so this is
/// decided before any pixel is
/// decoded.
///
/// @param maxPixels width × height × frames
/// @param maxPixelsDecodedWhole width × height of an image that its decoder holds whole
/// @param maxSidePx width, and height
/// @param maxFrames pages or frames
record HeaderLimits(long maxPixels, long maxPixelsDecodedWhole, int maxSidePx, int maxFrames) {

    // CMYK and alpha; what has more channels is a measurement, not a picture.
    private static final int MAX_BANDS = 5;

    HeaderLimits {
        if (maxPixels < 1 || maxPixelsDecodedWhole < 1 || maxSidePx < 1 || maxFrames < 1) {
            throw new IllegalArgumentException("limits are positive");
        }
    }

    /// Why this image is refused, if it is.
    Optional<Rejected> refusal(SourceKind kind, VipsImage header) {
        long framePixels = (long) header.widthPx() * header.heightPx();
        long pixels = framePixels * header.pages();
        if (header.longSidePx() > maxSidePx) {
            return tooMany(TOO_MANY_PIXELS, "pixels on a side", header.longSidePx(), maxSidePx);
        }
        if (header.pages() > maxFrames) {
            return tooMany(TOO_MANY_FRAMES, "frames or pages", header.pages(), maxFrames);
        }
        if (pixels > maxPixels) {
            return tooMany(TOO_MANY_PIXELS, "pixels", pixels, maxPixels);
        }
        if (kind.isDecodedWhole(header) && framePixels > maxPixelsDecodedWhole) {
            return tooMany(TOO_MANY_PIXELS, "pixels in a format of this kind", framePixels, maxPixelsDecodedWhole);
        }
        if (header.bands() > MAX_BANDS) {
            return tooMany(UNSUPPORTED_MEDIA_TYPE, "channels", header.bands(), MAX_BANDS);
        }
        return Optional.empty();
    }

    private static Optional<Rejected> tooMany(RejectionReason reason, String what, long count, long most) {
        String message = String.format(Locale.ROOT, "The image has %,d %s; at most %,d are taken", count, what, most);
        return Optional.of(new Rejected(reason, message));
    }
}
