package io.darkroom.processor.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.events.Channel;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.util.unit.DataSize;

class WorkersHealthTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private WorkerPools pools;

    @AfterEach
    void tearDown() {
        pools.close();
    }

    @Test
    void isUpWhenEveryProcessorHasAWorker() throws Exception {
        start(SOON, ShellWorker.command(directory));

        await().atMost(SOON).until(() -> health().getStatus().equals(Status.UP));

        assertThat(health().getDetails()).containsEntry("shell", new WorkersHealth.PoolState(1, 0, null));
    }

    @Test
    void isOutOfServiceWhileWorkersAreStillComingUp() throws Exception {
        start(SOON, List.of("/bin/sh", "-c", "sleep 60"));

        assertThat(health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
    }

    @Test
    void isDownAndSaysOfWhichProcessorWhyWhenAWorkerEndsInsteadOfGreeting() throws Exception {
        start(SOON, List.of("/bin/sh", "-c", "echo 'there is no model' >&2; exit 64"));

        assertDown("No worker becomes ready: it ended: exit status 64, last words: there is no model");
    }

    @Test
    void isDownWhenAWorkerNeverGreets() throws Exception {
        start(Duration.ofMillis(100), List.of("/bin/sh", "-c", "sleep 60"));

        assertDown("No worker becomes ready: it was not ready within PT0.1S");
    }

    private void assertDown(String trouble) {
        await().atMost(SOON).until(() -> health().getStatus().equals(Status.DOWN));
        assertThat(health().getDetails()).containsEntry("shell", new WorkersHealth.PoolState(0, 0, trouble));
    }

    private Health health() {
        return new WorkersHealth(pools).health();
    }

    private void start(Duration startTimeout, List<String> command) throws Exception {
        WorkerLauncher launcher =
                new WorkerLauncher(Files.createDirectory(directory.resolve("scratch")), SandboxMode.OFF);
        WorkerLimits limits = new WorkerLimits(
                startTimeout,
                DataSize.ofGigabytes(1),
                null,
                null,
                64,
                DataSize.ofMegabytes(1),
                100,
                DataSize.ofGigabytes(1));
        WorkerSpecification specification = new WorkerSpecification(
                "shell", "1", command, List.of(directory), Map.of("NOTES", directory.toString()), 1, 0, limits);
        pools = new WorkerPools(
                launcher,
                List.of(new WorkerPool(specification, launcher, Map.of(Channel.UPLOAD, 1), new SimpleMeterRegistry())));
    }
}
