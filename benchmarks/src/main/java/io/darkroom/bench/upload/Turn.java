package io.darkroom.bench.upload;

import java.util.Map;

/// What a contender did in one turn.
///
/// @param bytes of all files
/// @param seconds from the first byte until the last file was accepted
/// @param cpuSeconds by role
/// @param peakBytes the largest resident set, by role
record Turn(long bytes, double seconds, Map<Role, Double> cpuSeconds, Map<Role, Long> peakBytes) {

    private static final double MIB = 1024 * 1024;

    double mebibytesPerSecond() {
        return bytes / MIB / seconds;
    }

    double cpuMillisPerMebibyte(Role role) {
        return cpuSeconds.getOrDefault(role, 0.0) * 1000 / (bytes / MIB);
    }

    /// How much of so many CPUs everything together kept busy.
    double busy(int cpus) {
        return cpuSeconds.values().stream().mapToDouble(Double::doubleValue).sum() / seconds / cpus;
    }

    double peakMegabytes(Role role) {
        return peakBytes.getOrDefault(role, 0L) / 1e6;
    }
}
