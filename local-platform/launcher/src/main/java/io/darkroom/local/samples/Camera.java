package io.darkroom.local.samples;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.stream.IntStream;

/// Takes a picture of a landscape, with a lens that darkens the corners and a sensor that has grain. As with most
/// cameras, the lens resolves less than a large sensor could tell apart.
final class Camera {

    private static final float GRAIN = 0.03f;
    private static final float VIGNETTE = 0.08f;
    private static final int SHARPEST_HEIGHT_PX = 1_200;
    private static final int ROWS_AT_ONCE = 32;
    private static final int CHANNELS = 3;

    private final Landscape landscape;
    private final int widthPx;
    private final int heightPx;
    private final long seed;
    private final float aside;
    private final byte[] pixels;
    private final int step;

    private Camera(Landscape landscape, BufferedImage film, long seed, float aside) {
        this.landscape = landscape;
        this.widthPx = film.getWidth();
        this.heightPx = film.getHeight();
        this.seed = seed;
        this.aside = aside;
        this.pixels = ((DataBufferByte) film.getRaster().getDataBuffer()).getData();
        this.step = Math.ceilDiv(heightPx, SHARPEST_HEIGHT_PX);
    }

    /// The picture, of three bytes a pixel.
    ///
    /// @param aside how far to the right the camera stands, in picture heights
    static BufferedImage photograph(Landscape landscape, int widthPx, int heightPx, long seed, float aside) {
        BufferedImage film = new BufferedImage(widthPx, heightPx, BufferedImage.TYPE_3BYTE_BGR);
        Camera camera = new Camera(landscape, film, seed, aside);
        IntStream.range(0, Math.ceilDiv(heightPx, ROWS_AT_ONCE)).parallel().forEach(camera::exposeRows);
        return film;
    }

    private void exposeRows(int band) {
        float[] above = new float[CHANNELS * (widthPx / step + 2)];
        float[] below = new float[above.length];
        int resolved = -1;
        for (int row = band * ROWS_AT_ONCE; row < Math.min(heightPx, (band + 1) * ROWS_AT_ONCE); row++) {
            if (row / step != resolved) {
                boolean follows = resolved >= 0;
                resolved = row / step;
                if (follows) {
                    float[] kept = above;
                    above = below;
                    below = kept;
                } else {
                    resolve(resolved, above);
                }
                resolve(resolved + 1, below);
            }
            expose(row, above, below, row % step / (float) step);
        }
    }

    // What the lens makes of one line of the scene.
    private void resolve(int line, float[] colours) {
        Rgb colour = new Rgb();
        float unit = step / (float) heightPx;
        for (int i = 0; i < colours.length / CHANNELS; i++) {
            landscape.colour(aside + i * unit, line * unit, colour);
            colours[CHANNELS * i] = colour.blue;
            colours[CHANNELS * i + 1] = colour.green;
            colours[CHANNELS * i + 2] = colour.red;
        }
    }

    private void expose(int row, float[] above, float[] below, float down) {
        long random = seed * 0x9E3779B97F4A7C15L + row * 0xBF58476D1CE4E5B9L | 1;
        float fromMiddle = 2f * row / heightPx - 1;
        int at = CHANNELS * row * widthPx;
        for (int column = 0; column < widthPx; column++) {
            random ^= random << 13;
            random ^= random >>> 7;
            random ^= random << 17;
            float grain = GRAIN
                    * ((random & 0xffff) + (random >>> 16 & 0xffff) + (random >>> 32 & 0xffff) - 98_302f)
                    / 65_536f;
            float fromCentre = 2f * column / widthPx - 1;
            float lens = 1 - VIGNETTE * (fromCentre * fromCentre + fromMiddle * fromMiddle);
            int left = CHANNELS * (column / step);
            float right = column % step / (float) step;
            for (int channel = 0; channel < CHANNELS; channel++) {
                int here = left + channel;
                float upper = above[here] + right * (above[here + CHANNELS] - above[here]);
                float lower = below[here] + right * (below[here + CHANNELS] - below[here]);
                pixels[at++] = level((upper + down * (lower - upper)) * lens + grain);
            }
        }
    }

    private static byte level(float value) {
        return (byte) Math.clamp((int) (255 * value + 0.5f), 0, 255);
    }
}
