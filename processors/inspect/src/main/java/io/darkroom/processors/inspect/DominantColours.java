package io.darkroom.processors.inspect;

import io.darkroom.vips.Gamut;
import io.darkroom.vips.VipsException;
import io.darkroom.vips.VipsImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The colours that a picture is made of, the most frequent first. Colours that are close count as one;
/// pixels that are more transparent than not do not count.
///
/// @param shares at most 5, each at least 3 % of the picture
record DominantColours(List<Share> shares) {

    private static final int SIDE_PX = 64;
    private static final int MOST = 5;
    private static final double LEAST_SHARE = 0.03;
    // Of red, green and blue together, as a distance in space.
    private static final double CLOSE = 56;
    private static final int BITS = 4;

    DominantColours {
        shares = List.copyOf(shares);
    }

    /// A colour and how much of the picture has it, 0 to 1.
    record Share(int red, int green, int blue, double share) {

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "#%02x%02x%02x %.0f%%", red, green, blue, 100 * share);
        }
    }

    static DominantColours of(VipsImage image) throws VipsException {
        int longSide = image.longSidePx();
        double scale = Math.min(1, (double) SIDE_PX / longSide);
        int width = (int) Math.max(1, Math.round(image.widthPx() * scale));
        int height = (int) Math.max(1, Math.round(image.heightPx() * scale));
        try (VipsImage small = image.resized(width, height, Gamut.SRGB)) {
            return of(small.pixels(), small.bands());
        }
    }

    static DominantColours of(byte[] pixels, int bands) {
        Heap[] heaps = new Heap[1 << (3 * BITS)];
        double all = 0;
        for (int at = 0; at < pixels.length; at += bands) {
            boolean isAlphaThere = bands == 2 || bands == 4;
            if (!isAlphaThere || Byte.toUnsignedInt(pixels[at + bands - 1]) >= 128) {
                int red = Byte.toUnsignedInt(pixels[at]);
                int green = bands < 3 ? red : Byte.toUnsignedInt(pixels[at + 1]);
                int blue = bands < 3 ? red : Byte.toUnsignedInt(pixels[at + 2]);
                int shift = 8 - BITS;
                int index = (red >> shift << (2 * BITS)) | (green >> shift << BITS) | (blue >> shift);
                if (heaps[index] == null) {
                    heaps[index] = new Heap();
                }
                heaps[index].add(red, green, blue);
                all++;
            }
        }
        return new DominantColours(shares(merged(heaps), all));
    }

    // The largest first; each takes in the smaller ones that are close to it.
    private static List<Heap> merged(Heap[] heaps) {
        List<Heap> bySize = new ArrayList<>();
        for (Heap heap : heaps) {
            if (heap != null) {
                bySize.add(heap);
            }
        }
        bySize.sort(Comparator.comparingDouble((Heap heap) -> heap.count).reversed());
        List<Heap> merged = new ArrayList<>();
        for (Heap heap : bySize) {
            merged.stream()
                    .filter(larger -> larger.distance(heap) < CLOSE)
                    .findFirst()
                    .ifPresentOrElse(larger -> larger.add(heap), () -> merged.add(heap));
        }
        merged.sort(Comparator.comparingDouble((Heap heap) -> heap.count).reversed());
        return merged;
    }

    private static List<Share> shares(List<Heap> heaps, double all) {
        return heaps.stream()
                .limit(MOST)
                .filter(heap -> heap.count / all >= LEAST_SHARE)
                .map(heap -> heap.share(all))
                .toList();
    }

    // Pixels of about one colour.
    private static final class Heap {

        private double red;
        private double green;
        private double blue;
        private double count;

        void add(int r, int g, int b) {
            red += r;
            green += g;
            blue += b;
            count++;
        }

        void add(Heap other) {
            red += other.red;
            green += other.green;
            blue += other.blue;
            count += other.count;
        }

        double distance(Heap other) {
            double r = red / count - other.red / other.count;
            double g = green / count - other.green / other.count;
            double b = blue / count - other.blue / other.count;
            return Math.sqrt(r * r + g * g + b * b);
        }

        Share share(double all) {
            return new Share(
                    (int) Math.round(red / count),
                    (int) Math.round(green / count),
                    (int) Math.round(blue / count),
                    count / all);
        }
    }

    /// For example `#2a5b8c 43%, #ffffff 20%`; `none` for a picture of which nothing is to be seen.
    @Override
    public String toString() {
        return shares.isEmpty() ? "none" : shares.stream().map(Share::toString).collect(Collectors.joining(", "));
    }
}
