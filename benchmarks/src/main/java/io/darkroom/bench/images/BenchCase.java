package io.darkroom.bench.images;

import java.util.Locale;

/// A kind of image and what is to be made of it: sizes that fit into squares of 1600, 512 and 128
/// pixels.
enum BenchCase {
    /// Photographs of 12 megapixels.
    JPEG("12-megapixel JPEG photographs", "image/jpeg", "jpg", false),
    /// The same; the largest result as WebP.
    WEBP("12-megapixel JPEG photographs, the largest result as WebP", "image/jpeg", "jpg", true),
    /// A PNG of 7 megapixels.
    PNG("7-megapixel PNG", "image/png", "png", false),
    /// Photographs in Display P3, lying on their side.
    WIDE("12-megapixel JPEG photographs in Display P3, to be turned", "image/jpeg", "jpg", false);

    /// The sides of the squares.
    static final int[] SIDES = {1600, 512, 128};

    private final String title;
    private final String mediaType;
    private final String extension;
    private final boolean isLargestWebp;

    BenchCase(String title, String mediaType, String extension, boolean isLargestWebp) {
        this.title = title;
        this.mediaType = mediaType;
        this.extension = extension;
        this.isLargestWebp = isLargestWebp;
    }

    String title() {
        return title;
    }

    String mediaType() {
        return mediaType;
    }

    String extension() {
        return extension;
    }

    boolean isLargestWebp() {
        return isLargestWebp;
    }

    /// The formats of the results, the largest first: `jpeg` or `webp`.
    String formatOf(int sidePx) {
        return isLargestWebp && sidePx == SIDES[0] ? "webp" : "jpeg";
    }

    /// The processor's parameter `renditions`.
    String renditions() {
        return "s1600:1600 format=" + formatOf(1600) + ", s512:512, s128:128";
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
