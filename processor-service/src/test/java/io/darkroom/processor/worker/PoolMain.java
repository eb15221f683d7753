package io.darkroom.processor.worker;

import io.darkroom.events.Channel;
import io.darkroom.processor.api.ImageRequest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.springframework.util.unit.DataSize;

/// A platform of its own, to be killed: one worker that hangs.
final class PoolMain {

    private PoolMain() {}

    public static void main(String[] args) throws Exception {
        Path directory = Path.of(args[0]);
        WorkerLimits limits = new WorkerLimits(
                Duration.ofSeconds(20),
                DataSize.ofGigabytes(1),
                null,
                DataSize.ofMegabytes(1),
                100,
                DataSize.ofGigabytes(1));
        WorkerPool pool = new WorkerPool(
                new WorkerSpecification("shell", ShellWorker.command(directory), Map.of(), 1, limits),
                new WorkerLauncher(Files.createDirectory(directory.resolve("killed"))),
                Map.of(Channel.UPLOAD, 1),
                new SimpleMeterRegistry());
        pool.start();
        pool.process(
                Channel.UPLOAD,
                new ImageRequest("hang", directory, directory, "image/png", Duration.ofSeconds(60), Map.of()));
    }
}
