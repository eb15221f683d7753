package io.darkroom.processors.renditions;

import io.darkroom.vips.Gamut;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One picture to make of every image.
///
/// @param name the result's name
/// @param box what it is fitted into
/// @param fit how
/// @param isEnlarged whether a smaller image is made larger
/// @param encoding how it is written
record Rendition(String name, Box box, Fit fit, boolean isEnlarged, Encoding encoding) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    Rendition {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a rendition's name is of a-z, 0-9 and '-': '" + name + "'");
        }
        if (fit == Fit.COVER && (box.isOpenAcross() || box.isOpenDown())) {
            throw new IllegalArgumentException("fit=cover needs a width and a height: " + name);
        }
        if (isEnlarged && box.isOpenAcross() && box.isOpenDown()) {
            throw new IllegalArgumentException("enlarge=yes needs a width or a height: " + name);
        }
    }

    /// How much the picture is scaled.
    ///
    /// @param widthPx of the upright original
    /// @param heightPx of the upright original
    double scale(int widthPx, int heightPx) {
        double scale = fit.scale((double) box.widthPx() / widthPx, (double) box.heightPx() / heightPx);
        return isEnlarged ? scale : Math.min(1, scale);
    }

    /// A box to fit a picture into.
    ///
    /// @param widthPx or [#OPEN]
    /// @param heightPx or [#OPEN]
    record Box(int widthPx, int heightPx) {

        /// A side that does not limit the picture.
        static final int OPEN = Integer.MAX_VALUE;

        /// The longest side of any rendition.
        static final int MAX_SIDE_PX = 16_383;

        Box {
            if (!isSide(widthPx) || !isSide(heightPx)) {
                throw new IllegalArgumentException("a rendition's side is from 1 to " + MAX_SIDE_PX + " pixels");
            }
        }

        private static boolean isSide(int px) {
            return px == OPEN || (px >= 1 && px <= MAX_SIDE_PX);
        }

        boolean isOpenAcross() {
            return widthPx == OPEN;
        }

        boolean isOpenDown() {
            return heightPx == OPEN;
        }
    }

    /// How a picture is written.
    ///
    /// @param quality 1 to 100; null for the usual one of the format
    /// @param effort time spent for fewer bytes, 0 to what the format knows; null for the usual one
    /// @param gamut which colours it may have
    record Encoding(
            OutputFormat.Choice format,
            @Nullable Integer quality,
            @Nullable Integer effort,
            Gamut gamut) {

        Encoding {
            if (quality != null && (quality < 1 || quality > 100)) {
                throw new IllegalArgumentException("the quality is from 1 to 100, not " + quality);
            }
            if (effort != null && (effort < 0 || effort > format.maxEffort())) {
                throw new IllegalArgumentException(
                        "the effort of this format is from 0 to " + format.maxEffort() + ", not " + effort);
            }
        }

        int quality(OutputFormat of) {
            return quality == null ? of.usualQuality() : quality;
        }

        int effort(OutputFormat of) {
            return effort == null ? of.usualEffort() : Math.min(effort, of.maxEffort());
        }
    }
}
