package io.darkroom.local.samples;

import java.util.Random;

/// A landscape: sky with clouds, ranges of mountains that fade with distance, woods, and a lake or a meadow in front.
/// Every seed is another place.
///
/// Coordinates are in picture heights: y from 0 at the top to 1, x from 0 at the left.
final class Landscape {

    private static final int RANGES = 4;
    private static final int ROWS_OF_TREES = 14;
    private static final Rgb SNOW = Rgb.of(0xf4f7fb);

    private final Light light;
    private final Noise noise;
    private final float horizon;
    private final float shore;
    private final boolean hasLake;
    private final float sunX;
    private final float cloudCover;
    private final float offset;

    private final Skyline[] crests = new Skyline[RANGES];
    private final Skyline[] woods = new Skyline[ROWS_OF_TREES];
    private final Skyline treeline;

    Landscape(long seed, Light light, float width) {
        Random random = new Random(seed);
        this.light = light;
        this.noise = new Noise(seed);
        this.horizon = 0.42f + 0.12f * random.nextFloat();
        this.shore = horizon + 0.20f + 0.08f * random.nextFloat();
        this.hasLake = random.nextInt(3) != 0;
        this.sunX = 0.15f + 1.1f * random.nextFloat();
        this.cloudCover = random.nextFloat() * 0.5f - 0.15f;
        this.offset = 50 * random.nextFloat();
        for (int range = 0; range < RANGES; range++) {
            int which = range;
            crests[range] = new Skyline(width, x -> crest(which, x));
        }
        for (int row = 0; row < ROWS_OF_TREES; row++) {
            int which = row;
            woods[row] = new Skyline(width, x -> treetops(which, x));
        }
        treeline = new Skyline(width, this::highestTreetop);
    }

    /// The colour at a point.
    void colour(float x, float y, Rgb colour) {
        if (y < shore + 0.004f * noise.fractal(x * 9, 3, 3)) {
            land(x, y, colour);
        } else if (hasLake) {
            lake(x, y, colour);
        } else {
            meadow(x, y, colour);
        }
    }

    private void land(float x, float y, Rgb colour) {
        for (int row = 0; y > treeline.at(x) && row < ROWS_OF_TREES; row++) {
            if (y > woods[row].at(x)) {
                tree(row, x, y, colour);
                return;
            }
        }
        for (int range = RANGES - 1; range >= 0; range--) {
            float crest = crests[range].at(x);
            if (y > crest) {
                range(range, x, y, y - crest, colour);
                return;
            }
        }
        sky(x, y, colour);
    }

    // The skyline of a range: the nearer, the lower and the finer.
    private float crest(int range, float x) {
        float near = range / (float) RANGES;
        float at = x * (0.9f + 1.7f * near) + offset + 13 * range;
        float mountains = noise.ridged(at, range * 3.7f, 8);
        return horizon + (shore - horizon) * near * 0.8f - (1 - 0.66f * near) * 0.42f * mountains + 0.10f;
    }

    // Rows of trees up a hillside, the foremost first: each a line of pointed tops.
    private float treetops(int row, float x) {
        float far = row / (float) (ROWS_OF_TREES - 1);
        float hill = 0.05f + 0.11f * smooth(-0.3f, 0.6f, noise.fractal(x * 1.3f + offset, 77, 3));
        float foot = shore - 0.004f - far * hill;
        return foot - (0.030f - 0.019f * far) * pointed(x * (34 + 50 * far) + 5.7f * row, row);
    }

    private float highestTreetop(float x) {
        float highest = 1;
        for (Skyline row : woods) {
            highest = Math.min(highest, row.at(x));
        }
        return highest;
    }

    private float pointed(float at, int row) {
        float tallest = 0;
        for (int neighbour = -1; neighbour <= 1; neighbour++) {
            float which = (float) Math.floor(at) + neighbour;
            float middle = which + 0.5f + 0.45f * noise.at(which * 0.71f + 3, row * 1.9f);
            float tall = 0.85f + 0.7f * noise.at(which * 0.37f, row * 2.3f + 40);
            float rough = 0.10f * noise.at(at * 9, row * 3.1f);
            tallest = Math.max(tallest, tall * (1 - 1.15f * Math.abs(at - middle)) + rough);
        }
        return tallest;
    }

    private void tree(int row, float x, float y, Rgb colour) {
        float far = row / (float) (ROWS_OF_TREES - 1);
        float size = 34 + 50 * far;
        float at = x * size + 5.7f * row;
        float hue = noise.at((float) Math.floor(at) * 0.63f, row * 4.1f);
        float needles = noise.fractal(x * size * 4, y * size * 3, 4);
        float below = (y - woods[row].at(x)) * size / 2;
        colour.set(light.growth()).scale(0.80f + 0.5f * hue + 0.45f * needles);
        colour.mix(light.shade(), Math.clamp(0.25f + 0.55f * below - 0.4f * needles, 0.1f, 0.85f));
        colour.mix(light.haze(), 0.04f + 0.18f * far);
    }

    private void range(int range, float x, float y, float below, Rgb colour) {
        float near = range / (float) RANGES;
        float detail = 6 + 14 * near;
        float px = x * detail + 7 * range + offset;
        float py = y * detail * 1.6f;
        float relief = noise.fractal(px, py, 6);
        // Light from the side of the sun: the difference to the relief a little to that side.
        float side = 0.06f * Math.clamp(4 * (sunX - x), -1, 1);
        float lit = Math.clamp(0.5f + 2.6f * (relief - noise.fractal(px + side, py - 0.03f, 4)), 0, 1);
        float green = smooth(0.10f * (1 - near), 0.02f + 0.24f * (1 - near), below + 0.05f * relief);
        colour.set(light.rock()).mix(light.growth(), 0.85f * green);
        float snow = near < 0.6f ? smooth(0.06f, 0.0f, below - 0.06f * relief - 0.05f + 0.08f * near) : 0;
        colour.mix(SNOW, snow * 0.9f);
        colour.mix(light.shade(), 0.65f * (1 - lit));
        colour.scale(0.92f + 0.25f * relief);
        float mist = smooth(0, 0.25f, below) * 0.3f * (1 - near);
        colour.mix(light.haze(), Math.clamp((1 - near) * (1 - near) * 0.72f + mist + 0.06f, 0, 1));
    }

    private void sky(float x, float y, Rgb colour) {
        float up = Math.clamp((horizon + 0.1f - y) / (horizon + 0.1f), 0, 1);
        colour.set(light.horizon()).mix(light.zenith(), (float) Math.sqrt(up * Math.sqrt(up)));
        float aside = x - sunX;
        float above = 1.1f * (y - horizon + light.sunHeight() * horizon);
        float distance = (float) Math.sqrt(aside * aside + above * above);
        float glow = 1 / (1 + 4 * distance);
        colour.add(light.sun(), 0.55f * glow * glow * glow);
        colour.add(light.sun(), 1.5f * smooth(0.030f, 0.022f, distance));
        // Clouds lie flat: the nearer to the horizon, the smaller they look.
        float depth = 0.35f / (0.12f + up);
        float cx = (x - 0.6f) * depth * 2.2f + offset;
        float cy = depth * 5.5f;
        float cloud = noise.fractal(cx, cy, 6);
        float thick = smooth(0.05f - cloudCover, 0.55f - cloudCover, cloud);
        float under = smooth(-0.2f, 0.6f, noise.fractal(cx + 0.15f * Math.clamp(4 * (sunX - x), -1, 1), cy - 0.25f, 3));
        Rgb white = new Rgb().set(light.cloud()).mix(light.haze(), 0.75f * under * thick);
        colour.mix(white, thick * (0.25f + 0.7f * up));
    }

    private void lake(float x, float y, Rgb colour) {
        float depth = (y - shore) / (1 - shore);
        float fine = 260 / (0.35f + 2.2f * depth);
        float ripple = noise.fractal(x * fine * 0.22f, y * fine, 4) * (0.15f + depth);
        float mirrored = shore - (y - shore) * 0.95f - 0.020f * ripple * (0.4f + depth);
        land(x + 0.012f * ripple, Math.max(0, mirrored), colour);
        colour.mix(light.shade(), 0.22f + 0.25f * depth);
        colour.add(light.horizon(), 0.06f * ripple);
        float edge = smooth(0.012f, 0.0f, y - shore);
        colour.mix(light.shade(), 0.6f * edge);
    }

    private void meadow(float x, float y, Rgb colour) {
        float depth = (y - shore) / (1 - shore);
        // Where the ray through this point meets the ground.
        float away = 1 / (0.07f + depth);
        float across = (x - 0.65f) * away;
        float ground = noise.fractal(across * 1.7f + offset, away * 1.7f, 5);
        float tufts = noise.fractal(across * 16 + 3, away * 11, 3);
        float blades = noise.at(x * 260 / (0.4f + depth), y * 60 / (0.4f + depth)) * (0.3f + depth);
        colour.set(light.growth()).scale(1.05f + 0.5f * ground + 0.35f * tufts + 0.5f * blades);
        colour.mix(light.shade(), Math.clamp(0.12f - 0.6f * tufts - 0.5f * blades, 0, 0.6f));
        colour.mix(light.sun(), Math.clamp(0.08f + 0.22f * ground + 0.08f * tufts, 0, 0.35f));
        float flowers = noise.at(across * 38, away * 38);
        colour.mix(light.cloud(), 0.8f * smooth(0.50f, 0.56f, flowers) * smooth(-0.1f, 0.3f, ground));
        colour.mix(light.haze(), 0.30f * (1 - depth) * (1 - depth) * (1 - depth));
        colour.mix(light.shade(), 0.5f * smooth(0.02f, 0, depth));
    }

    private static float smooth(float from, float to, float value) {
        float t = Math.clamp((value - from) / (to - from), 0, 1);
        return t * t * (3 - 2 * t);
    }
}
