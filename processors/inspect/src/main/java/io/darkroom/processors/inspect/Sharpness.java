package io.darkroom.processors.inspect;

import io.darkroom.vips.VipsException;
import io.darkroom.vips.VipsImage;
import java.util.Locale;

/// How much brightness changes from pixel to pixel: the variance of the Laplacian (Pech-Pacheco and
/// others 2000), of a picture of at most 512 pixels, so that large and small ones compare. Below some
/// 50 a photograph looks blurred.
final class Sharpness {

    /// The side of the square that a picture is fitted into before.
    static final int SIDE_PX = 512;

    private Sharpness() {}

    static String of(VipsImage image) throws VipsException {
        return String.format(Locale.ROOT, "%.1f", of(Greys.of(image)));
    }

    static double of(Greys greys) {
        double sum = 0;
        double squares = 0;
        long count = 0;
        for (int y = 1; y < greys.height() - 1; y++) {
            for (int x = 1; x < greys.width() - 1; x++) {
                double laplacian = greys.at(x - 1, y)
                        + greys.at(x + 1, y)
                        + greys.at(x, y - 1)
                        + greys.at(x, y + 1)
                        - 4 * greys.at(x, y);
                sum += laplacian;
                squares += laplacian * laplacian;
                count++;
            }
        }
        return count == 0 ? 0 : squares / count - (sum / count) * (sum / count);
    }
}
