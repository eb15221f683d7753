package io.darkroom.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/// The CPU time of each part of a platform, and of the sender, which is this process.
final class CpuMeter {

    static final String SENDER = "sender (not the platform)";
    static final String GATEWAY = "gateway (and launcher)";
    static final String PROCESSOR = "processor-service";
    static final String WORKERS = "processor-service: its workers";

    private final PlatformDescription platform;

    CpuMeter(PlatformDescription platform) {
        this.platform = platform;
    }

    /// The seconds used so far, by part.
    ///
    /// @throws BenchmarkFailedException if a process has ended
    Map<String, Double> read() {
        ProcessTable table = ProcessTable.now();
        Map<String, Double> seconds = new LinkedHashMap<>();
        seconds.put(GATEWAY, table.ownSeconds(platform.launcher()));
        platform.processes().forEach((name, pid) -> {
            seconds.put(name, table.ownSeconds(pid));
            String children = name.equals(PROCESSOR) ? WORKERS : name;
            seconds.merge(children, table.descendantsSeconds(pid), Double::sum);
        });
        seconds.put(SENDER, table.ownSeconds(ProcessHandle.current().pid()));
        return seconds;
    }

    /// What was used in between.
    static Map<String, Double> between(Map<String, Double> start, Map<String, Double> end) {
        Map<String, Double> used = new LinkedHashMap<>();
        end.forEach((part, seconds) -> used.put(part, seconds - start.getOrDefault(part, 0.0)));
        return used;
    }
}
