package io.darkroom.processors.renditions;

import io.darkroom.processor.api.ImageProcessor;
import io.darkroom.processor.api.ImageRequest;
import io.darkroom.processor.api.ProcessorAnswer;
import io.darkroom.processor.api.ProcessorAnswer.Done;
import io.darkroom.processors.originals.HeaderLimits;
import io.darkroom.processors.originals.Original;
import io.darkroom.processors.originals.RefusedException;
import io.darkroom.vips.Vips;
import io.darkroom.vips.VipsException;
import io.darkroom.vips.VipsImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Makes an image small enough to show: upright, sRGB, without metadata, in a few sizes; by default
/// `large`, `medium` and `thumbnail`, which fit into squares of 1600, 512 and 128 pixels. A smaller
/// image keeps its size in each.
///
/// Takes JPEG, PNG, GIF, WebP, TIFF and AVIF; of several frames or pages, the first. The media type in
/// the request decides which one decoder sees the bytes; the header decides whether any pixel is
/// decoded.
public final class RenditionsProcessor implements ImageProcessor {

    private static final String WARM_UP = "warm-up.jpg";

    private RenditionsSettings settings = RenditionsSettings.of(Map.of());
    private Renderer renderer = new Renderer(settings.renditions());

    /// For [java.util.ServiceLoader].
    public RenditionsProcessor() {}

    @Override
    public String name() {
        return "renditions";
    }

    /// Names libvips too: another version of it may make other bytes.
    @Override
    public String version() {
        return "1.1+libvips-" + Vips.version();
    }

    /// Reads the parameters, loads libvips and makes renditions of a small image, so that the first real
    /// one takes no longer than the others.
    ///
    /// @throws IllegalArgumentException if a parameter is unknown or has no good value
    /// @throws IllegalStateException if there is no libvips
    @Override
    public void open(Map<String, String> parameters) throws IOException, VipsException, RefusedException {
        settings = RenditionsSettings.of(parameters);
        renderer = new Renderer(settings.renditions());
        warmUp();
    }

    // Loads and links what every image needs.
    private void warmUp() throws IOException, VipsException, RefusedException {
        Path directory = Files.createTempDirectory("warm-up");
        Path image = directory.resolve(WARM_UP);
        Path results = Files.createDirectory(directory.resolve("results"));
        try (InputStream resource = Objects.requireNonNull(getClass().getResourceAsStream(WARM_UP), WARM_UP)) {
            Files.copy(resource, image);
            Renderer small = new Renderer(RenditionList.parse("large:64, small:16", null));
            var _ = develop(
                    small,
                    HeaderLimits.DEFAULTS,
                    new ImageRequest("warm-up", image, results, "image/jpeg", Duration.ofMinutes(1), Map.of()));
        } finally {
            for (Path used :
                    List.of(results.resolve("large.jpg"), results.resolve("small.jpg"), results, image, directory)) {
                Files.deleteIfExists(used);
            }
        }
    }

    @Override
    public ProcessorAnswer process(ImageRequest request) throws IOException, VipsException {
        try {
            return develop(renderer, settings.limits(), request);
        } catch (RefusedException e) {
            return e.answer();
        }
    }

    private static Done develop(Renderer renderer, HeaderLimits limits, ImageRequest request)
            throws IOException, VipsException, RefusedException {
        try (Original original = Original.open(request, limits)) {
            Plan plan = renderer.plan(original);
            VipsImage decoded = renderer.decode(original, plan);
            return new Done(
                    renderer.write(decoded, plan, request.outputDirectory()),
                    List.of(),
                    Map.of(),
                    original.sourceHeader());
        }
    }
}
