package io.darkroom.processors.inspect;

import io.darkroom.vips.VipsException;
import io.darkroom.vips.VipsImage;

/// How bright each pixel of a picture is, 0 to 255.
final class Greys {

    private final int width;
    private final int height;
    private final double[] values;

    /// @param values row by row
    Greys(int width, int height, double[] values) {
        this.width = width;
        this.height = height;
        this.values = values;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /// @param image in sRGB or grey with 8 bits
    static Greys of(VipsImage image) throws VipsException {
        byte[] pixels = image.pixels();
        int bands = image.bands();
        double[] values = new double[pixels.length / bands];
        for (int i = 0; i < values.length; i++) {
            int at = i * bands;
            values[i] = bands < 3
                    ? Byte.toUnsignedInt(pixels[at])
                    : 0.299 * Byte.toUnsignedInt(pixels[at])
                            + 0.587 * Byte.toUnsignedInt(pixels[at + 1])
                            + 0.114 * Byte.toUnsignedInt(pixels[at + 2]);
        }
        return new Greys(image.widthPx(), image.heightPx(), values);
    }

    double at(int x, int y) {
        return values[y * width + x];
    }
}
