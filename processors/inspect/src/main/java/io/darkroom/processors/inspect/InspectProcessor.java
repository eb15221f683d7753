package io.darkroom.processors.inspect;

import io.darkroom.processor.api.ImageProcessor;
import io.darkroom.processor.api.ImageRequest;
import io.darkroom.processor.api.ProcessorAnswer;
import io.darkroom.processor.api.ProcessorAnswer.Done;
import io.darkroom.processors.originals.HeaderLimits;
import io.darkroom.processors.originals.Original;
import io.darkroom.processors.originals.Parameters;
import io.darkroom.processors.originals.RefusedException;
import io.darkroom.vips.Vips;
import io.darkroom.vips.VipsException;
import io.darkroom.vips.VipsImage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Says what an image is, as attributes: type, sizes, pages, depth, colour space, what the camera
/// noted, the colours that it is made of, a hash that similar pictures share, and how sharp it is.
/// Makes no files.
///
/// Where a picture was taken is only said if the parameter `gps` is `true`.
public final class InspectProcessor implements ImageProcessor {

    private HeaderLimits limits = HeaderLimits.DEFAULTS;
    private boolean tellsPlace;

    /// For [java.util.ServiceLoader].
    public InspectProcessor() {}

    @Override
    public String name() {
        return "inspect";
    }

    @Override
    public String version() {
        return "1.0+libvips-" + Vips.version();
    }

    /// Reads the parameters and loads libvips.
    ///
    /// @throws IllegalArgumentException if a parameter is unknown or has no good value
    @Override
    public void open(Map<String, String> values) {
        Parameters parameters = Parameters.of(values, Set.of("gps"));
        limits = HeaderLimits.of(parameters);
        tellsPlace = parameters.isOn("gps", false);
        Vips.start();
    }

    @Override
    public ProcessorAnswer process(ImageRequest request) throws IOException, VipsException {
        try (Original original = Original.open(request, limits)) {
            Map<String, String> attributes = new TreeMap<>();
            attributes.put("media-type", request.mediaType());
            attributes.putAll(header(original));
            attributes.putAll(new ExifSummary(original.header()).attributes(tellsPlace));
            attributes.putAll(picture(original));
            return new Done(List.of(), List.of(), attributes, original.sourceHeader());
        } catch (RefusedException e) {
            return e.answer();
        }
    }

    private static Map<String, String> header(Original original) throws VipsException {
        VipsImage header = original.header();
        return Map.of(
                "stored-size", header.widthPx() + "x" + header.heightPx(),
                "size", original.uprightWidthPx() + "x" + original.uprightHeightPx(),
                "pages", Integer.toString(header.pages()),
                "bit-depth", Integer.toString(header.bitsPerSample()),
                "colour-space", header.colourSpace(),
                "alpha", Boolean.toString(header.hasAlpha()),
                "colour-profile", Boolean.toString(header.iccProfile().isPresent()));
    }

    private static Map<String, String> picture(Original original) throws RefusedException, IOException, VipsException {
        int longSide = Math.max(original.uprightWidthPx(), original.uprightHeightPx());
        VipsImage decoded = original.decode((double) longSide / Sharpness.SIDE_PX, source -> {
            try (VipsImage fitted = source.fitInto(Sharpness.SIDE_PX)) {
                return fitted.computed();
            }
        });
        return Map.of(
                "colours", DominantColours.of(decoded).toString(),
                "perceptual-hash", PerceptualHash.of(decoded),
                "sharpness", Sharpness.of(decoded));
    }
}
