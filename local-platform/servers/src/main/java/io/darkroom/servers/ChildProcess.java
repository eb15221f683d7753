package io.darkroom.servers;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/// A running child process that logs to a file. Thread-safe.
public final class ChildProcess {

    private static final Duration PROBE_PAUSE = Duration.ofMillis(100);
    private static final Duration KILL_DEADLINE = Duration.ofMinutes(1);
    private static final Duration END_PAUSE = Duration.ofMillis(10);
    private static final int LOG_TAIL_LINES = 15;

    private final String name;
    private final Path log;
    private final Process process;

    private ChildProcess(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
    }

    /// Starts a process whose output is appended to a log file.
    ///
    /// @param name what to call it in messages
    /// @param command program and arguments
    /// @param environment added to this process's own
    /// @param log the file; its directory is created and is the process's working directory
    /// @throws ServerFailedException if it cannot be started
    public static ChildProcess start(String name, List<String> command, Map<String, String> environment, Path log) {
        try {
            Path directory = Files.createDirectories(log.toAbsolutePath().resolveSibling(""));
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            return new ChildProcess(name, log, process);
        } catch (IOException e) {
            throw new ServerFailedException(name + " cannot be started: " + e.getMessage(), e);
        }
    }

    /// Waits until a probe succeeds.
    ///
    /// @param probe throws as long as the process is not ready
    /// @throws ServerFailedException if the process ends or the deadline passes first, with the end of the log
    public void awaitReady(Probe probe, Duration deadline) {
        long end = System.nanoTime() + deadline.toNanos();
        while (true) {
            try {
                probe.check();
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ServerFailedException("Interrupted while waiting for " + name, e);
            } catch (Exception e) {
                failIfHopeless(end, deadline, e);
            }
        }
    }

    private void failIfHopeless(long end, Duration deadline, Exception cause) {
        try {
            if (process.waitFor(PROBE_PAUSE)) {
                throw new ServerFailedException(
                        "%s ended with exit code %d.%n%s".formatted(name, process.exitValue(), logTail()), cause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailedException("Interrupted while waiting for " + name, e);
        }
        if (System.nanoTime() - end > 0) {
            throw new ServerFailedException(
                    "%s is not ready after %d s.%n%s".formatted(name, deadline.toSeconds(), logTail()), cause);
        }
    }

    /// Whether a process can be used; see [#awaitReady].
    @FunctionalInterface
    public interface Probe {
        /// Tries it.
        ///
        /// @throws Exception as long as it cannot be used
        void check() throws Exception;
    }

    /// The log's last lines, with its name.
    public String logTail() {
        try (Stream<String> all = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            List<String> lines = all.toList();
            List<String> tail = lines.subList(Math.max(0, lines.size() - LOG_TAIL_LINES), lines.size());
            return "The end of " + log + ":" + System.lineSeparator() + String.join(System.lineSeparator(), tail);
        } catch (IOException e) {
            return "Its log " + log + " cannot be read: " + e.getMessage();
        }
    }

    /// The process's id.
    public long pid() {
        return process.pid();
    }

    /// Whether it runs.
    public boolean isAlive() {
        return process.isAlive();
    }

    /// Completes when the process has ended, for whatever reason.
    public CompletableFuture<Integer> onExit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /// Sends the process a signal, which Java cannot do by itself.
    ///
    /// @param signal its name without SIG
    /// @throws ServerFailedException if it cannot be sent
    void signal(String signal) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(pid())).start();
            if (kill.waitFor() != 0) {
                throw new ServerFailedException("%s cannot be sent SIG%s".formatted(name, signal));
            }
        } catch (IOException e) {
            throw new ServerFailedException("%s cannot be sent SIG%s".formatted(name, signal), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Asks the process to end, waits, and kills it and its children if it has not ended in time.
    public void stop(Duration grace) {
        process.destroy();
        try {
            if (process.waitFor(grace)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        kill();
    }

    /// Kills the process and its children at once, as `kill -9` does, and waits until all are gone.
    ///
    /// @throws ServerFailedException if one is still there after a while
    public void kill() {
        List<ProcessHandle> all = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        long end = System.nanoTime() + KILL_DEADLINE.toNanos();
        try {
            while (!all.stream().allMatch(ChildProcess::hasEnded)) {
                if (System.nanoTime() - end > 0) {
                    throw new ServerFailedException(name + " does not end, not even when killed");
                }
                Thread.sleep(END_PAUSE);
            }
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Whether a process has ended. One whose parent was killed may lie unburied for ever: in a container process 1
    /// is often a program that does not know of it.
    public static boolean hasEnded(ProcessHandle process) {
        return !process.isAlive() || isZombie(process.pid());
    }

    // pid (command) state …; the command may hold anything.
    private static boolean isZombie(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1);
            return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
        } catch (IOException e) {
            // Gone in this moment, or there is no /proc.
            return false;
        }
    }
}
