package io.darkroom.processor.worker;

import java.time.Duration;

/// How long images usually take at a processor, and what is far longer: ten times a moving mean, and never less than
/// half a second. Nothing is far longer before the first image was done. Thread-safe.
final class UsualTime {

    private static final int FAR = 10;
    private static final long LEAST_NANOS = Duration.ofMillis(500).toNanos();

    /// How many images the mean follows; so many weigh the same at first, because a fresh worker's first is slow.
    private static final int IMAGES = 16;

    private long meanNanos;
    private int images;

    /// Learns from an image that was done.
    synchronized void add(Duration took) {
        // One that took for ever must not make the next such look usual; many that take longer do.
        long counted = images == 0 ? took.toNanos() : Math.min(took.toNanos(), farNanos());
        images = Math.min(images + 1, IMAGES);
        meanNanos += (counted - meanNanos) / images;
    }

    /// Whether it is far longer than usual.
    synchronized boolean isFarExceededBy(Duration duration) {
        return images > 0 && duration.toNanos() > farNanos();
    }

    private long farNanos() {
        return Math.max(FAR * meanNanos, LEAST_NANOS);
    }
}
