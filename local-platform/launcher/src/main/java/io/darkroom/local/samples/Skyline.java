package io.darkroom.local.samples;

/// The heights of a crest from left to right, worked out once: every pixel of a column asks for them.
final class Skyline {

    private static final int STEPS_PER_HEIGHT = 3_000;

    /// Some height at a place.
    interface Crest {
        float at(float x);
    }

    private final float[] heights;

    Skyline(float width, Crest crest) {
        heights = new float[(int) (width * STEPS_PER_HEIGHT) + 2];
        for (int step = 0; step < heights.length; step++) {
            heights[step] = crest.at(step / (float) STEPS_PER_HEIGHT);
        }
    }

    float at(float x) {
        float step = Math.clamp(x * STEPS_PER_HEIGHT, 0, heights.length - 1.001f);
        int left = (int) step;
        return heights[left] + (step - left) * (heights[left + 1] - heights[left]);
    }
}
