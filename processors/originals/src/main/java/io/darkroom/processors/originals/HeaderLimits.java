package io.darkroom.processors.originals;

import static io.darkroom.processor.api.RejectionReason.TOO_MANY_FRAMES;
import static io.darkroom.processor.api.RejectionReason.TOO_MANY_PIXELS;
import static io.darkroom.processor.api.RejectionReason.UNSUPPORTED_MEDIA_TYPE;

import io.darkroom.processor.api.ProcessorAnswer.Rejected;
import io.darkroom.processor.api.RejectionReason;
import io.darkroom.vips.VipsImage;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What a header may announce. A few bytes can claim an image that costs a gigabyte and many seconds;
/// so this is decided before any pixel is decoded.
///
/// @param maxPixels width × height × frames
/// @param maxPixelsDecodedWhole width × height of an image that its decoder holds whole
/// @param maxSidePx width, and height
/// @param maxFrames pages or frames
/// @param maxScans how often a JPEG goes over its picture
public record HeaderLimits(long maxPixels, long maxPixelsDecodedWhole, int maxSidePx, int maxFrames, int maxScans) {

    // CMYK and alpha; what has more channels is a measurement, not a picture.
    private static final int MAX_BANDS = 5;

    /// The parameters that [#of] reads.
    static final Set<String> PARAMETERS =
            Set.of("max-pixels", "max-pixels-decoded-whole", "max-side", "max-frames", "max-scans");

    /// What is taken unless configured otherwise.
    public static final HeaderLimits DEFAULTS = new HeaderLimits(100_000_000, 50_000_000, 16_384, 1_000, 100);

    /// @throws IllegalArgumentException if one is not positive
    public HeaderLimits {
        if (maxPixels < 1 || maxPixelsDecodedWhole < 1 || maxSidePx < 1 || maxFrames < 1 || maxScans < 1) {
            throw new IllegalArgumentException("limits are positive");
        }
    }

    /// Reads `max-pixels`, `max-pixels-decoded-whole`, `max-side`, `max-frames` and `max-scans`.
    ///
    /// @throws IllegalArgumentException if one is no positive number
    public static HeaderLimits of(Parameters parameters) {
        return new HeaderLimits(
                parameters.number("max-pixels", (int) DEFAULTS.maxPixels),
                parameters.number("max-pixels-decoded-whole", (int) DEFAULTS.maxPixelsDecodedWhole),
                parameters.number("max-side", DEFAULTS.maxSidePx),
                parameters.number("max-frames", DEFAULTS.maxFrames),
                parameters.number("max-scans", DEFAULTS.maxScans));
    }

    /// Why this image is refused before a decoder looks at it, if it is.
    Optional<Rejected> refusal(Repetitions repetitions) {
        if (repetitions.frames() > maxFrames) {
            return tooMany(TOO_MANY_FRAMES, "frames", repetitions.frames(), maxFrames);
        }
        if (repetitions.scans() > maxScans) {
            return tooMany(TOO_MANY_FRAMES, "scans", repetitions.scans(), maxScans);
        }
        return Optional.empty();
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
