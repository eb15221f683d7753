package io.darkroom.processors.renditions;

import java.util.List;
import java.util.stream.Stream;

/// A format that renditions are written in. None carries metadata; a profile only where the colours
/// need one.
enum OutputFormat {
    /// Of a transparent picture, on white. Effort 1 optimises the Huffman codes: 2 % of the bytes for a
    /// quarter more time of the whole.
    JPEG("image/jpeg", "jpg", 80, 0, 1) {
        @Override
        String options(int quality, int effort) {
            return "Q=" + quality + ",background=255" + (effort > 0 ? ",optimize_coding=true" : "");
        }
    },
    /// Effort 4 is libvips' own default: 5 % of the bytes for twice the time.
    WEBP("image/webp", "webp", 80, 1, 6) {
        @Override
        String options(int quality, int effort) {
            return "Q=" + quality + ",effort=" + effort;
        }
    },
    /// Effort 2 and above takes seconds.
    AVIF("image/avif", "avif", 60, 0, 9) {
        @Override
        String options(int quality, int effort) {
            return "Q=" + quality + ",effort=" + effort;
        }
    },
    /// Without loss; the quality does not count.
    PNG("image/png", "png", 100, 6, 9) {
        @Override
        String options(int quality, int effort) {
            return "compression=" + effort;
        }
    };

    private final String mediaType;
    private final String extension;
    private final int usualQuality;
    private final int usualEffort;
    private final int maxEffort;

    OutputFormat(String mediaType, String extension, int usualQuality, int usualEffort, int maxEffort) {
        this.mediaType = mediaType;
        this.extension = extension;
        this.usualQuality = usualQuality;
        this.usualEffort = usualEffort;
        this.maxEffort = maxEffort;
    }

    /// libvips' options for its saver.
    abstract String options(int quality, int effort);

    String mediaType() {
        return mediaType;
    }

    String extension() {
        return extension;
    }

    int usualQuality() {
        return usualQuality;
    }

    int usualEffort() {
        return usualEffort;
    }

    int maxEffort() {
        return maxEffort;
    }

    /// What a rendition is configured to be.
    enum Choice {
        /// JPEG, which everything shows; WebP where there are transparent pixels, which JPEG cannot say.
        FITTING,
        /// The smaller of two that every browser shows.
        AUTO,
        JPEG,
        WEBP,
        AVIF,
        PNG;

        /// The formats of which the smallest file is taken.
        List<OutputFormat> candidates(boolean isTransparent) {
            return switch (this) {
                case FITTING -> List.of(isTransparent ? OutputFormat.WEBP : OutputFormat.JPEG);
                case AUTO ->
                    isTransparent
                            ? List.of(OutputFormat.WEBP, OutputFormat.PNG)
                            : List.of(OutputFormat.JPEG, OutputFormat.WEBP);
                case JPEG -> List.of(OutputFormat.JPEG);
                case WEBP -> List.of(OutputFormat.WEBP);
                case AVIF -> List.of(OutputFormat.AVIF);
                case PNG -> List.of(OutputFormat.PNG);
            };
        }

        /// The greatest effort that any of them knows.
        int maxEffort() {
            return Stream.of(candidates(false), candidates(true))
                    .flatMap(List::stream)
                    .mapToInt(OutputFormat::maxEffort)
                    .max()
                    .orElseThrow();
        }
    }
}
