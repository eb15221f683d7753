package io.darkroom.processors.inspect;

import io.darkroom.vips.Gamut;
import io.darkroom.vips.VipsException;
import io.darkroom.vips.VipsImage;
import java.util.Arrays;
import java.util.HexFormat;

/// A hash of 64 bits that pictures share when they look alike: of the same scene in another size,
/// format or quality, some bits differ; of another scene, about half. Each bit says whether one of the
/// lowest frequencies of the picture (discrete cosine transform of 32 × 32 greys) is above their
/// median.
final class PerceptualHash {

    private static final int SIDE = 32;
    private static final int FREQUENCIES = 8;

    private PerceptualHash() {}

    /// The hash as 16 hexadecimal digits.
    static String of(VipsImage image) throws VipsException {
        try (VipsImage small = image.resized(SIDE, SIDE, Gamut.SRGB)) {
            return HexFormat.of().toHexDigits(of(Greys.of(small)));
        }
    }

    static long of(Greys greys) {
        double[] amplitudes = new double[FREQUENCIES * FREQUENCIES];
        for (int v = 0; v < FREQUENCIES; v++) {
            for (int u = 0; u < FREQUENCIES; u++) {
                // The frequencies start at 1: 0 is the brightness as a whole.
                amplitudes[v * FREQUENCIES + u] = amplitude(greys, u + 1, v + 1);
            }
        }
        double median = median(amplitudes);
        long hash = 0;
        for (double amplitude : amplitudes) {
            hash = hash << 1 | (amplitude > median ? 1 : 0);
        }
        return hash;
    }

    private static double amplitude(Greys greys, int u, int v) {
        double sum = 0;
        for (int y = 0; y < SIDE; y++) {
            double row = 0;
            for (int x = 0; x < SIDE; x++) {
                row += greys.at(x, y) * Math.cos((2 * x + 1) * u * Math.PI / (2 * SIDE));
            }
            sum += row * Math.cos((2 * y + 1) * v * Math.PI / (2 * SIDE));
        }
        return sum;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[sorted.length / 2 - 1] + sorted[sorted.length / 2]) / 2;
    }
}
