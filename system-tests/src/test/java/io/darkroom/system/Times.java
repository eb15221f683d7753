package io.darkroom.system;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// Sums up how long things took.
final class Times {

    private Times() {}

    /// So many percent took at most this long, in milliseconds.
    static long percentileMillis(Stream<Duration> times, int percent) {
        List<Duration> sorted = times.sorted().toList();
        return sorted.get(sorted.size() * percent / 100).toMillis();
    }
}
