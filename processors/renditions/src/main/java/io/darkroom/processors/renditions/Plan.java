package io.darkroom.processors.renditions;

import io.darkroom.processors.renditions.Rendition.Box;
import io.darkroom.vips.Gamut;
import java.util.Comparator;
import java.util.List;

/// What is to be made of one image, the largest first, so that each can be made of the one before.
///
/// @param steps in order
record Plan(List<Step> steps) {

    /// One rendition, with its sizes for this image.
    ///
    /// @param scale from the original
    /// @param scaled the whole picture at that scale
    /// @param shown what is left of it when the fit crops; else the same
    record Step(Rendition rendition, double scale, Size scaled, Size shown) {

        Gamut gamut() {
            return rendition.encoding().gamut();
        }

        boolean isCropped() {
            return !shown.equals(scaled);
        }
    }

    /// A width and a height in pixels.
    record Size(int widthPx, int heightPx) {

        Size scaled(double scale) {
            return new Size(side(widthPx * scale), side(heightPx * scale));
        }

        private static int side(double px) {
            return Math.clamp(Math.round(px), 1, Box.MAX_SIDE_PX);
        }
    }

    /// @param original upright
    static Plan of(List<Rendition> renditions, Size original) {
        return new Plan(renditions.stream()
                .map(rendition -> step(rendition, original))
                .sorted(Comparator.comparingDouble(Step::scale).reversed())
                .toList());
    }

    private static Step step(Rendition rendition, Size original) {
        double scale = rendition.scale(original.widthPx, original.heightPx);
        Size scaled = original.scaled(scale);
        Size shown = rendition.fit() == Fit.COVER ? cover(rendition.box(), scaled) : scaled;
        return new Step(rendition, scale, scaled, shown);
    }

    // Of an image that is too small to fill the box, the largest part of the box's shape.
    private static Size cover(Box box, Size scaled) {
        double shrink = Math.min(
                1, Math.min((double) scaled.widthPx / box.widthPx(), (double) scaled.heightPx / box.heightPx()));
        Size shown = new Size(box.widthPx(), box.heightPx()).scaled(shrink);
        return new Size(Math.min(shown.widthPx, scaled.widthPx), Math.min(shown.heightPx, scaled.heightPx));
    }

    /// The size that all renditions can be made of: the largest, or the original's own.
    Step largest() {
        return steps.getFirst();
    }

    /// Whether any rendition may have more colours than sRGB.
    boolean isWideAnywhere() {
        return steps.stream().anyMatch(step -> step.gamut() == Gamut.DISPLAY_P3);
    }
}
