package io.darkroom.upload.intake.pixels;

import java.nio.ByteBuffer;
import java.util.function.Function;

/// What is wanted next of bytes that pass by.
///
/// @param skip how many to pass over
/// @param count how many to collect then, at most [#MOST]
/// @param then is given these, big-endian until it says otherwise, and says what is wanted next
record Step(long skip, int count, Function<ByteBuffer, Step> then) {

    /// The most bytes that a step may collect.
    static final int MOST = 32;

    /// Nothing is wanted any more.
    static final Step END = new Step(Long.MAX_VALUE, 0, _ -> {
        throw new IllegalStateException("no image is that long");
    });

    Step {
        if (skip < 0 || count > MOST) {
            throw new IllegalArgumentException("a step goes forward, and collects little");
        }
    }

    /// What comes next at once.
    static Step next(int count, Function<ByteBuffer, Step> then) {
        return new Step(0, count, then);
    }
}
