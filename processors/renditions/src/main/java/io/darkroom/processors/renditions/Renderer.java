package io.darkroom.processors.renditions;

import io.darkroom.processor.api.ResultFile;
import io.darkroom.vips.VipsException;
import io.darkroom.vips.VipsImage;
import io.darkroom.vips.VipsInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Makes the renditions of an image whose header was found good: decodes once, and makes each size of the next larger
/// one.
///
/// Transparent images become WebP, which every browser shows and JPEG cannot say; all others, opaque ones with an alpha
/// channel too, become JPEG.
/// Metadata, profiles included, go: pixels are upright and sRGB without them.
final class Renderer {

    private final List<Rendition> renditions;
    private final String jpegOptions;
    private final String webpOptions;

    /// @param renditions the largest first
    Renderer(List<Rendition> renditions, int quality) {
        this.renditions = renditions;
        // No Huffman optimisation: 22 % of the time for 1.7 % of the bytes.
        this.jpegOptions = "Q=" + quality + ",keep=none";
        // Effort 4, the default, takes twice the time for 5 % of the bytes.
        this.webpOptions = "Q=" + quality + ",effort=1,keep=none";
    }

    /// Decodes the image, as small as the largest rendition, upright and sRGB, into memory.
    ///
    /// @throws VipsException if it cannot be decoded
    VipsImage decode(VipsInput input, SourceKind kind, VipsImage header) throws VipsException {
        int sidePx = renditions.getFirst().sidePx();
        double factor = Math.max(1, (double) header.longSidePx() / sidePx);
        try (VipsImage source = input.openReduced(kind.loader(), factor);
                VipsImage fitted = source.fitInto(sidePx)) {
            return opaque(fitted.computed());
        }
    }

    private static VipsImage opaque(VipsImage image) throws VipsException {
        return image.hasAlpha() && !image.isTransparentAnywhere()
                ? image.withoutAlpha().computed()
                : image;
    }

    /// Writes all renditions.
    ///
    /// @param decoded what [#decode] returned
    /// @throws VipsException if one cannot be made; the image is not to blame
    /// @throws IOException if one cannot be written
    List<ResultFile> write(VipsImage decoded, Path directory) throws VipsException, IOException {
        List<ResultFile> results = new ArrayList<>();
        VipsImage image = decoded;
        for (Rendition rendition : renditions) {
            if (image.longSidePx() > rendition.sidePx()) {
                image = image.fitInto(rendition.sidePx()).computed();
            }
            results.add(write(image, rendition.name(), directory));
        }
        return results;
    }

    byte[] encoded(VipsImage image) throws VipsException {
        return image.hasAlpha() ? image.encoded("webp", webpOptions) : image.encoded("jpg", jpegOptions);
    }

    private ResultFile write(VipsImage image, String name, Path directory) throws VipsException, IOException {
        boolean transparent = image.hasAlpha();
        String file = name + (transparent ? ".webp" : ".jpg");
        Files.write(directory.resolve(file), encoded(image));
        return new ResultFile(name, file, transparent ? "image/webp" : "image/jpeg", image.widthPx(), image.heightPx());
    }
}
