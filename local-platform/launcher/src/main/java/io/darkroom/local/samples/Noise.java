package io.darkroom.local.samples;

import java.util.Random;

/// Smooth random values over a plane, the same for the same seed: gradient noise, as Perlin described it in 2002.
final class Noise {

    private static final int SIZE = 1 << 10;

    private final int[] order = new int[2 * SIZE];
    private final float[] slopeX = new float[SIZE];
    private final float[] slopeY = new float[SIZE];

    Noise(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < SIZE; i++) {
            double angle = random.nextDouble() * 2 * Math.PI;
            slopeX[i] = (float) Math.cos(angle);
            slopeY[i] = (float) Math.sin(angle);
            order[i] = i;
        }
        for (int i = SIZE - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[other];
            order[other] = kept;
        }
        System.arraycopy(order, 0, order, SIZE, SIZE);
    }

    /// One octave, about -0.7 to 0.7, with features of the size of 1.
    float at(float x, float y) {
        int left = floor(x);
        int top = floor(y);
        float dx = x - left;
        float dy = y - top;
        float u = fade(dx);
        float upper = mix(slope(left, top, dx, dy), slope(left + 1, top, dx - 1, dy), u);
        float lower = mix(slope(left, top + 1, dx, dy - 1), slope(left + 1, top + 1, dx - 1, dy - 1), u);
        return mix(upper, lower, fade(dy));
    }

    /// Several octaves, each of half the size and strength of the one before; about -1 to 1.
    float fractal(float x, float y, int octaves) {
        float sum = 0;
        float strength = 1;
        for (int octave = 0; octave < octaves; octave++) {
            sum += strength * at(x, y);
            x = 2 * x + 17.3f;
            y = 2 * y + 9.1f;
            strength /= 2;
        }
        return sum;
    }

    /// Several octaves with sharp crests, as eroded mountains have them; about 0 to 1.
    float ridged(float x, float y, int octaves) {
        float sum = 0;
        float strength = 0.5f;
        for (int octave = 0; octave < octaves; octave++) {
            float crest = 1 - Math.abs(2 * at(x, y));
            sum += strength * crest * crest;
            x = 2 * x + 31.7f;
            y = 2 * y + 5.3f;
            strength /= 2;
        }
        return sum;
    }

    private float slope(int x, int y, float dx, float dy) {
        int which = order[order[x & (SIZE - 1)] + (y & (SIZE - 1))];
        return slopeX[which] * dx + slopeY[which] * dy;
    }

    private static int floor(float value) {
        int truncated = (int) value;
        return value < truncated ? truncated - 1 : truncated;
    }

    private static float fade(float t) {
        return t * t * t * (t * (t * 6 - 15) + 10);
    }

    private static float mix(float from, float to, float share) {
        return from + share * (to - from);
    }
}
