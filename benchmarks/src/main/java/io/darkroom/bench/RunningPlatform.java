package io.darkroom.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// A platform of our own, started as everyone starts it, on free ports and with new data.
final class RunningPlatform implements AutoCloseable {

    private static final Duration START_DEADLINE = Duration.ofMinutes(5);
    private static final Duration STOP_DEADLINE = Duration.ofMinutes(1);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Process launcher;
    private final Path data;

    private RunningPlatform(Process launcher, Path data) {
        this.launcher = launcher;
        this.data = data;
    }

    /// Starts it and waits until it is ready.
    ///
    /// @param data its data directory
    static RunningPlatform start(Path data) throws IOException, InterruptedException {
        Files.createDirectories(data);
        Path log = data.resolveSibling(data.getFileName() + ".log");
        Process launcher = new ProcessBuilder(
                        "./dev", "up", "--no-samples", "--fresh", "--free-ports", "--data", data.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        RunningPlatform platform = new RunningPlatform(launcher, data);
        try {
            platform.awaitReady(log);
        } catch (InterruptedException | RuntimeException e) {
            platform.close();
            throw e;
        }
        return platform;
    }

    private void awaitReady(Path log) throws InterruptedException {
        long deadline = System.nanoTime() + START_DEADLINE.toNanos();
        while (!Files.exists(file()) || !describe().isReady()) {
            if (!launcher.isAlive()) {
                throw new BenchmarkFailedException("The platform did not start; see " + log);
            }
            if (System.nanoTime() > deadline) {
                throw new BenchmarkFailedException("The platform is not ready in time; see " + log);
            }
            Thread.sleep(POLL);
        }
    }

    /// What it is made of now.
    PlatformDescription describe() {
        try {
            return PlatformDescription.parse(Files.readAllBytes(file()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file() {
        return data.resolve("platform.json");
    }

    @Override
    public void close() {
        launcher.destroy();
        try {
            if (!launcher.waitFor(STOP_DEADLINE.toMillis(), TimeUnit.MILLISECONDS)) {
                launcher.destroyForcibly();
            }
        } catch (InterruptedException e) {
            launcher.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
