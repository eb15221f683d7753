package io.darkroom.processors.originals;

import io.darkroom.vips.VipsImage;
import io.darkroom.vips.VipsLoader;
import java.util.Arrays;
import java.util.Optional;

/// A format that is taken: by its media type, with the one decoder for it.
enum SourceKind {
    JPEG("image/jpeg", VipsLoader.JPEG, false),
    PNG("image/png", VipsLoader.PNG, false),
    GIF("image/gif", VipsLoader.GIF, true),
    WEBP("image/webp", VipsLoader.WEBP, true),
    TIFF("image/tiff", VipsLoader.TIFF, true),
    AVIF("image/avif", VipsLoader.AVIF, true);

    private final String mediaType;
    private final VipsLoader loader;
    private final boolean alwaysDecodedWhole;

    SourceKind(String mediaType, VipsLoader loader, boolean alwaysDecodedWhole) {
        this.mediaType = mediaType;
        this.loader = loader;
        this.alwaysDecodedWhole = alwaysDecodedWhole;
    }

    static Optional<SourceKind> ofMediaType(String mediaType) {
        return Arrays.stream(values())
                .filter(kind -> kind.mediaType.equals(mediaType))
                .findFirst();
    }

    VipsLoader loader() {
        return loader;
    }

    /// Whether the decoder holds the whole picture before it gives out the first row. A TIFF's strips can
    /// be as large as the picture.
    boolean isDecodedWhole(VipsImage header) {
        return alwaysDecodedWhole || header.isInterlaced();
    }
}
