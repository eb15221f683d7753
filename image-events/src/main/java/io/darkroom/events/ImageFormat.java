package io.darkroom.events;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// The image formats that Darkroom can tell apart by their leading bytes. Which of them are taken is each service's
/// setting.
///
/// Signatures: the formats' own specifications, as collected in the WHATWG MIME Sniffing standard, and ISO/IEC
/// 14496-12 (`ftyp` brands) for AVIF and HEIC.
public enum ImageFormat {
    /// JPEG (ISO/IEC 10918-1).
    JPEG("image/jpeg", "jpg"),
    /// PNG, animated or not.
    PNG("image/png", "png"),
    /// GIF, 87a or 89a.
    GIF("image/gif", "gif"),
    /// WebP, lossy or lossless.
    WEBP("image/webp", "webp"),
    /// TIFF or BigTIFF, either byte order.
    TIFF("image/tiff", "tif"),
    /// AVIF.
    AVIF("image/avif", "avif"),
    /// HEIC.
    HEIC("image/heic", "heic"),
    /// Windows bitmap.
    BMP("image/bmp", "bmp"),
    /// SVG.
    SVG("image/svg+xml", "svg");

    /// How many leading bytes [#sniff] looks at, at most.
    public static final int SNIFF_LENGTH_BYTES = 256;

    private static final Set<String> AVIF_BRANDS = Set.of("avif", "avis");
    private static final Set<String> HEIC_BRANDS =
            Set.of("heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs");
    private static final Set<String> HEIF_BRANDS = Set.of("mif1", "msf1");

    // Not merely markup that holds an SVG somewhere: that may be a web page.
    private static final Pattern SVG_START = Pattern.compile(
            "(?:\u00ef\u00bb\u00bf)?\\s*+(?:<\\?xml[^>]*+>\\s*+)?"
                    // Possessive: hostile comments must not cost more than their length.
                    + "(?:<!--(?:(?!-->).)*+-->\\s*+)*+"
                    + "(?:<!doctype\\s++svg[^>]*+>\\s*+)?<svg[\\s>/]",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final String mediaType;
    private final String extension;

    ImageFormat(String mediaType, String extension) {
        this.mediaType = mediaType;
        this.extension = extension;
    }

    /// The media type, for example `image/jpeg`.
    public String mediaType() {
        return mediaType;
    }

    /// The usual file name extension, without a dot.
    public String extension() {
        return extension;
    }

    /// The format of this media type, if it is one of ours.
    public static Optional<ImageFormat> ofMediaType(String mediaType) {
        return Arrays.stream(values())
                .filter(format -> format.mediaType.equals(mediaType))
                .findFirst();
    }

    /// Tells a format by the leading bytes of a file; only these count, never a name or a declared type.
    ///
    /// @param head the first [#SNIFF_LENGTH_BYTES] bytes, or all if there are fewer
    public static Optional<ImageFormat> sniff(byte[] head) {
        if (startsWith(head, 0, "ÿØÿ")) {
            return Optional.of(JPEG);
        }
        if (startsWith(head, 0, "\u0089PNG\r\n\u001a\n")) {
            return Optional.of(PNG);
        }
        if (startsWith(head, 0, "GIF87a") || startsWith(head, 0, "GIF89a")) {
            return Optional.of(GIF);
        }
        if (startsWith(head, 0, "RIFF") && startsWith(head, 8, "WEBP")) {
            return Optional.of(WEBP);
        }
        if (startsWith(head, 0, "II*\0")
                || startsWith(head, 0, "MM\0*")
                || startsWith(head, 0, "II+\0")
                || startsWith(head, 0, "MM\0+")) {
            return Optional.of(TIFF);
        }
        if (startsWith(head, 4, "ftyp")) {
            return sniffIsoMedia(head);
        }
        if (startsWith(head, 0, "BM")) {
            return Optional.of(BMP);
        }
        return looksLikeSvg(head) ? Optional.of(SVG) : Optional.empty();
    }

    // The major brand decides; one that only says "some HEIF image" leaves it to the compatible brands.
    private static Optional<ImageFormat> sniffIsoMedia(byte[] head) {
        if (head.length < 12) {
            return Optional.empty();
        }
        String major = latin1(head, 8, 12);
        if (!HEIF_BRANDS.contains(major)) {
            return ofBrand(major);
        }
        int boxLength = ByteBuffer.wrap(head).getInt();
        int end = Math.min(head.length, Math.max(boxLength, 0));
        return IntStream.iterate(16, brand -> brand + 4 <= end, brand -> brand + 4)
                .mapToObj(brand -> ofBrand(latin1(head, brand, brand + 4)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<ImageFormat> ofBrand(String brand) {
        if (AVIF_BRANDS.contains(brand)) {
            return Optional.of(AVIF);
        }
        return HEIC_BRANDS.contains(brand) ? Optional.of(HEIC) : Optional.empty();
    }

    private static boolean looksLikeSvg(byte[] head) {
        return SVG_START
                .matcher(latin1(head, 0, Math.min(head.length, SNIFF_LENGTH_BYTES)))
                .lookingAt();
    }

    private static boolean startsWith(byte[] head, int offset, String latin1) {
        return head.length >= offset + latin1.length()
                && latin1(head, offset, offset + latin1.length()).equals(latin1);
    }

    private static String latin1(byte[] head, int from, int to) {
        return new String(head, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
