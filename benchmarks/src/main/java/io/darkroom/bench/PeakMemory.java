package io.darkroom.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The largest resident set of a process, as the kernel keeps it (proc_pid_status(5), `VmHWM`).
public final class PeakMemory {

    private static final Pattern HIGH_WATER_MARK = Pattern.compile("^VmHWM:\\s+(\\d+) kB$", Pattern.MULTILINE);
    private static final int BYTES_PER_KB = 1024;

    private PeakMemory() {}

    /// Lets the mark begin anew at what the process has now (proc_pid_clear_refs(5)).
    ///
    /// @throws BenchmarkFailedException if the process has ended or may not be written to
    public static void reset(long pid) {
        try {
            Files.writeString(Path.of("/proc", Long.toString(pid), "clear_refs"), "5");
        } catch (IOException e) {
            throw new BenchmarkFailedException("The peak of memory of process " + pid + " cannot be reset", e);
        }
    }

    /// The peak since then, in bytes.
    ///
    /// @throws BenchmarkFailedException if the process has ended
    public static long of(long pid) {
        try {
            return parse(Files.readString(Path.of("/proc", Long.toString(pid), "status")));
        } catch (IOException e) {
            throw new BenchmarkFailedException("Process " + pid + " has ended in the middle of the measurement", e);
        }
    }

    /// @throws IllegalArgumentException if the text says nothing of it
    static long parse(String status) {
        Matcher mark = HIGH_WATER_MARK.matcher(status);
        if (!mark.find()) {
            throw new IllegalArgumentException("not a /proc/PID/status of a running process: " + status);
        }
        return Long.parseLong(mark.group(1)) * BYTES_PER_KB;
    }
}
