package io.darkroom.processor.worker;

import java.time.Duration;

/// How long to wait before the next worker is started: nothing as long as workers come up and die at
/// work only; more and more while they do not come up, or die while idle.
final class RestartPause {

    private static final Duration FIRST = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private Duration pause = Duration.ZERO;

    synchronized void grow() {
        Duration next = pause.isZero() ? FIRST : pause.multipliedBy(2);
        pause = next.compareTo(LONGEST) > 0 ? LONGEST : next;
    }

    synchronized void reset() {
        pause = Duration.ZERO;
    }

    synchronized Duration current() {
        return pause;
    }
}
