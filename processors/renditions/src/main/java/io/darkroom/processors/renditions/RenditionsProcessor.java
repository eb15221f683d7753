package io.darkroom.processors.renditions;

import io.darkroom.processor.api.ImageProcessor;
import io.darkroom.processor.api.ImageRequest;
import io.darkroom.processor.api.ProcessorAnswer;
import io.darkroom.processor.api.ProcessorAnswer.Done;
import io.darkroom.processor.api.ProcessorAnswer.Rejected;
import io.darkroom.processor.api.RejectionReason;
import io.darkroom.processor.api.SourceHeader;
import io.darkroom.vips.Vips;
import io.darkroom.vips.VipsException;
import io.darkroom.vips.VipsImage;
import io.darkroom.vips.VipsInput;
import io.darkroom.vips.VipsLoader;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Makes an image small enough to show: upright, sRGB, without metadata, in a few sizes; by default `large`, `medium`
/// and `thumbnail`, which fit
/// into squares of 1600, 512 and 128 pixels. A smaller image keeps its size in each.
///
/// Takes JPEG, PNG, GIF, WebP, TIFF and AVIF; of several frames or pages, the first. The media type in the request
/// decides which one decoder sees the
/// bytes; the header decides whether any pixel is decoded.
public final class RenditionsProcessor implements ImageProcessor {

    private static final String WARM_UP = "warm-up.jpg";

    private RenditionsSettings settings = RenditionsSettings.of(Map.of());
    private Renderer renderer = new Renderer(settings.renditions(), settings.quality());

    /// For [java.util.ServiceLoader].
    public RenditionsProcessor() {}

    @Override
    public String name() {
        return "renditions";
    }

    /// Names libvips too: another version of it may make other bytes.
    @Override
    public String version() {
        return "1.0+libvips-" + Vips.version();
    }

    /// Reads the parameters, loads libvips and makes renditions of a small image, so that the first real one takes no
    /// longer than the others.
    ///
    /// @throws IllegalArgumentException if a parameter is unknown or has no good value
    /// @throws IllegalStateException if there is no libvips
    @Override
    public void open(Map<String, String> parameters) throws IOException, VipsException {
        settings = RenditionsSettings.of(parameters);
        renderer = new Renderer(settings.renditions(), settings.quality());
        warmUp();
    }

    // Loads and links what every image needs. Nothing is written: there may be no place yet.
    private void warmUp() throws IOException, VipsException {
        try (InputStream resource = Objects.requireNonNull(getClass().getResourceAsStream(WARM_UP), WARM_UP);
                VipsInput input = VipsInput.copyOf(resource.readAllBytes())) {
            VipsImage header = input.open(VipsLoader.JPEG);
            var _ = settings.limits().refusal(SourceKind.JPEG, header);
            var _ = sourceHeader(header);
            VipsImage decoded = renderer.decode(input, SourceKind.JPEG, header);
            var _ = renderer.encoded(decoded.fitInto(decoded.longSidePx() / 2).computed());
        }
    }

    @Override
    public ProcessorAnswer process(ImageRequest request) throws IOException, VipsException {
        Optional<SourceKind> kind = SourceKind.ofMediaType(request.mediaType());
        if (kind.isEmpty()) {
            return new Rejected(
                    RejectionReason.UNSUPPORTED_MEDIA_TYPE, "No renditions are made of " + request.mediaType());
        }
        try (VipsInput input = VipsInput.map(request.input())) {
            return process(input, kind.get(), request);
        }
    }

    private ProcessorAnswer process(VipsInput input, SourceKind kind, ImageRequest request)
            throws IOException, VipsException {
        SourceHeader source;
        VipsImage decoded;
        try {
            VipsImage header = input.open(kind.loader());
            Optional<Rejected> refusal = settings.limits().refusal(kind, header);
            if (refusal.isPresent()) {
                return refusal.get();
            }
            source = sourceHeader(header);
            decoded = renderer.decode(input, kind, header);
        } catch (VipsException e) {
            return corrupt(request, e);
        }
        return new Done(renderer.write(decoded, request.outputDirectory()), List.of(), Map.of(), source);
    }

    private static SourceHeader sourceHeader(VipsImage header) {
        return new SourceHeader(
                header.widthPx(), header.heightPx(), header.pages(), header.orientation(), header.colourSpace());
    }

    // Without memory nothing is known about the image, and nothing good is to be expected of this process.
    private static Rejected corrupt(ImageRequest request, VipsException failure) {
        if (failure.isOutOfMemory()) {
            throw (Error) new OutOfMemoryError(failure.getMessage()).initCause(failure);
        }
        System.getLogger(RenditionsProcessor.class.getName())
                .log(Level.INFO, "Cannot be decoded imageId={0} reason={1}", request.id(), failure.getMessage());
        return new Rejected(RejectionReason.CORRUPT_IMAGE, "The image is damaged or incomplete");
    }
}
