package io.darkroom.processor.worker;

import java.time.Duration;

/// How long images usually take at a processor, and what is far longer: ten times a moving mean, and never less than
/// half a second. Nothing is far longer before the first image was done. Thread-safe.
final class UsualTime {

    private static final int FAR = 10;
    private static final long LEAST_NANOS = Duration.ofMillis(500).toNanos();

    /// How many images the mean follows.
    private static final int IMAGES = 16;

    private long meanNanos;
    private boolean isKnown;

    /// Learns from an image that was done.
    synchronized void add(Duration took) {
        if (!isKnown) {
            meanNanos = took.toNanos();
            isKnown = true;
        } else {
            // One that took for ever must not make the next such look usual; many that take longer do.
            long counted = Math.min(took.toNanos(), farNanos());
            meanNanos += (counted - meanNanos) / IMAGES;
        }
    }

    /// Whether it is far longer than usual.
    synchronized boolean isFarExceededBy(Duration duration) {
        return isKnown && duration.toNanos() > farNanos();
    }

    private long farNanos() {
        return Math.max(FAR * meanNanos, LEAST_NANOS);
    }
}
