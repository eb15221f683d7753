package io.darkroom.processor.worker;

import static io.darkroom.processor.Claimants.UPLOADER;

import io.darkroom.events.Channel;
import io.darkroom.processor.api.ImageRequest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.util.unit.DataSize;

/// A platform of its own, to be killed: one worker that hangs.
final class PoolMain {

    private PoolMain() {}

    public static void main(String[] args) throws Exception {
        Path directory = Path.of(args[0]);
        WorkerLimits limits = new WorkerLimits(
                Duration.ofMinutes(2),
                DataSize.ofGigabytes(1),
                null,
                null,
                64,
                DataSize.ofMegabytes(1),
                100,
                DataSize.ofGigabytes(1));
        WorkerPool pool = new WorkerPool(
                new WorkerSpecification(
                        "shell",
                        "1",
                        ShellWorker.command(directory),
                        List.of(directory),
                        Map.of("NOTES", args[0]),
                        1,
                        0,
                        limits),
                new WorkerLauncher(Files.createDirectory(directory.resolve("killed")), SandboxMode.valueOf(args[1])),
                Map.of(Channel.UPLOAD, 1),
                new SimpleMeterRegistry());
        pool.start();
        pool.process(
                UPLOADER,
                new ImageRequest(
                        "hang",
                        Files.createFile(directory.resolve("image")),
                        Files.createDirectory(directory.resolve("results")),
                        "image/png",
                        Duration.ofMinutes(10),
                        Map.of()));
    }
}
