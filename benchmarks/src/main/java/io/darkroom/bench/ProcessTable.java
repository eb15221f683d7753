package io.darkroom.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// All processes at one moment.
public final class ProcessTable {

    private final Map<Long, ProcStat> processes;

    ProcessTable(Collection<ProcStat> processes) {
        this.processes = processes.stream().collect(Collectors.toMap(ProcStat::pid, Function.identity()));
    }

    /// The table of this machine, now.
    public static ProcessTable now() {
        List<ProcStat> processes = new ArrayList<>();
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path directory : directories) {
                read(directory.resolve("stat"), processes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("CPU time is read from /proc, which only Linux has", e);
        }
        return new ProcessTable(processes);
    }

    private static void read(Path stat, List<ProcStat> processes) {
        try {
            processes.add(ProcStat.parse(Files.readString(stat)));
        } catch (IOException e) {
            // The process has ended since the directory was listed.
        }
    }

    /// The CPU time of a process itself.
    ///
    /// @throws BenchmarkFailedException if it does not run
    public double ownSeconds(long pid) {
        return get(pid).ownSeconds();
    }

    /// The CPU time of everything that a process has started, directly or not, running or ended.
    public double descendantsSeconds(long pid) {
        return get(pid).endedChildrenSeconds()
                + processes.values().stream()
                        .filter(process -> process.parent() == pid)
                        .mapToDouble(child -> child.ownSeconds() + descendantsSeconds(child.pid()))
                        .sum();
    }

    private ProcStat get(long pid) {
        ProcStat process = processes.get(pid);
        if (process == null) {
            throw new BenchmarkFailedException("Process " + pid + " has ended in the middle of the measurement");
        }
        return process;
    }
}
