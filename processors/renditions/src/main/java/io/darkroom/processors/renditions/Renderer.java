package io.darkroom.processors.renditions;

import io.darkroom.processor.api.ResultFile;
import io.darkroom.processors.originals.Original;
import io.darkroom.processors.originals.RefusedException;
import io.darkroom.processors.renditions.Plan.Size;
import io.darkroom.processors.renditions.Plan.Step;
import io.darkroom.vips.Gamut;
import io.darkroom.vips.VipsException;
import io.darkroom.vips.VipsImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Makes the renditions of an image whose header was found good: decodes once, and makes each size of
/// the next larger one.
///
/// An alpha channel in which nothing is transparent goes: the picture is then like any other.
final class Renderer {

    private final List<Rendition> renditions;

    Renderer(List<Rendition> renditions) {
        this.renditions = renditions;
    }

    /// What is to be made of this image.
    Plan plan(Original original) {
        return Plan.of(renditions, new Size(original.uprightWidthPx(), original.uprightHeightPx()));
    }

    /// Decodes the image, as small as the largest rendition, upright, into memory.
    ///
    /// @throws RefusedException if it cannot be decoded
    VipsImage decode(Original original, Plan plan) throws RefusedException, IOException {
        double scale = Math.min(1, plan.largest().scale());
        Size size = new Size(original.uprightWidthPx(), original.uprightHeightPx()).scaled(scale);
        Gamut gamut = plan.isWideAnywhere() ? Gamut.DISPLAY_P3 : Gamut.SRGB;
        return original.decode(1 / scale, source -> {
            try (VipsImage fitted = source.resized(size.widthPx(), size.heightPx(), gamut)) {
                return opaque(fitted.computed());
            }
        });
    }

    private static VipsImage opaque(VipsImage image) throws VipsException {
        return image.hasAlpha() && !image.isTransparentAnywhere()
                ? image.withoutAlpha().computed()
                : image;
    }

    /// Writes all renditions.
    ///
    /// @param decoded what [#decode] returned
    /// @return in the order of configuration
    /// @throws VipsException if one cannot be made; the image is not to blame
    /// @throws IOException if one cannot be written
    List<ResultFile> write(VipsImage decoded, Plan plan, Path directory) throws VipsException, IOException {
        Map<String, ResultFile> results = new HashMap<>();
        // The smallest so far of each gamut: the next is made of it.
        Map<Gamut, VipsImage> smallest = new EnumMap<>(Gamut.class);
        for (Step step : plan.steps()) {
            VipsImage scaled = scaled(smallest.getOrDefault(step.gamut(), decoded), step);
            if (step.scale() <= 1) {
                smallest.put(step.gamut(), scaled);
            }
            VipsImage shown = step.isCropped()
                    ? scaled.cropped(step.shown().widthPx(), step.shown().heightPx())
                    : scaled;
            results.put(step.rendition().name(), write(shown, step.rendition(), directory));
        }
        List<ResultFile> ordered = new ArrayList<>();
        renditions.forEach(rendition -> ordered.add(results.get(rendition.name())));
        return ordered;
    }

    private static VipsImage scaled(VipsImage from, Step step) throws VipsException {
        boolean fits = from.widthPx() == step.scaled().widthPx()
                && from.heightPx() == step.scaled().heightPx();
        boolean hasTooManyColours = from.isWideGamut() && step.gamut() == Gamut.SRGB;
        return fits && !hasTooManyColours
                ? from
                : from.resized(step.scaled().widthPx(), step.scaled().heightPx(), step.gamut())
                        .computed();
    }

    private static ResultFile write(VipsImage image, Rendition rendition, Path directory)
            throws VipsException, IOException {
        Encoder.Encoded encoded = Encoder.encode(image, rendition.encoding());
        String file = rendition.name() + "." + encoded.format().extension();
        encoded.writeTo(directory.resolve(file));
        return new ResultFile(rendition.name(), file, encoded.format().mediaType(), image.widthPx(), image.heightPx());
    }
}
