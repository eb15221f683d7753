package io.darkroom.processor.worker;

import static io.darkroom.processor.Claimants.UPLOADER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.darkroom.events.Channel;
import io.darkroom.processor.api.ImageRequest;
import io.darkroom.processor.api.ProcessorAnswer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/// Where bubblewrap is installed and allowed, what it gives; where not, that nothing else is said.
class SandboxTest {

    private static final Duration SOON = Duration.ofMinutes(2);

    @TempDir
    Path directory;

    private Path scratch;

    @BeforeEach
    void setUp() throws IOException {
        scratch = Files.createDirectory(directory.resolve("scratch"));
        Files.writeString(directory.resolve("original"), "the original");
        Files.writeString(directory.resolve("secret"), "a neighbour's");
    }

    @AfterEach
    void everythingIsGone() {
        assertThat(scratch).isEmptyDirectory();
    }

    @Test
    void isRefusedWhereItIsDemandedAndCannotBeHad() throws Exception {
        if (isPossible()) {
            new WorkerLauncher(scratch, SandboxMode.REQUIRED).close();
        } else {
            assertThatIllegalStateException()
                    .isThrownBy(() -> new WorkerLauncher(scratch, SandboxMode.REQUIRED))
                    .withMessageContaining("darkroom.processor.sandbox");
        }
    }

    @Test
    void hidesTheNetworkTheNeighboursAndTheRestOfTheDisk() throws Exception {
        try (ServerSocket canary = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String probe = "cat {input} > {outputDir}/input.txt; "
                    + "(exec 3<>/dev/tcp/127.0.0.1/" + canary.getLocalPort()
                    + ") 2>/dev/null && touch {outputDir}/network.txt; "
                    + "cat " + directory + "/secret > /dev/null 2>&1 && touch {outputDir}/secret.txt; "
                    + "(echo x > /usr/darkroom-was-here) 2>/dev/null && touch {outputDir}/usr.txt; "
                    + "(echo x > {input}) 2>/dev/null && touch {outputDir}/spoilt.txt; "
                    + "ls /proc | grep -c '^[0-9]' > {outputDir}/processes.txt; "
                    + "grep NoNewPrivs /proc/self/status > {outputDir}/privileges.txt; true";
            Path out = output();

            assertThat(run(List.of("/bin/bash", "-c", probe), out)).isInstanceOf(WorkerOutcome.Answered.class);

            assertThat(out.resolve("input.txt")).hasContent("the original");
            assertThat(out.resolve("privileges.txt")).content().contains("NoNewPrivs:\t1");
            if (isPossible()) {
                assertThat(out.resolve("network.txt")).doesNotExist();
                assertThat(out.resolve("secret.txt")).doesNotExist();
                assertThat(out.resolve("usr.txt")).doesNotExist();
                assertThat(out.resolve("spoilt.txt")).doesNotExist();
                assertThat(Integer.parseInt(
                                Files.readString(out.resolve("processes.txt")).strip()))
                        .isLessThan(10);
                assertThat(directory.resolve("original")).hasContent("the original");
            }
            Files.deleteIfExists(Path.of("/usr/darkroom-was-here"));
        }
    }

    @Test
    void givesAWorkerALongLife() throws Exception {
        try (WorkerLauncher launcher = new WorkerLauncher(scratch, SandboxMode.AUTO)) {
            WorkerPool pool = new WorkerPool(
                    specification(ShellWorker.command(directory)),
                    launcher,
                    Map.of(Channel.UPLOAD, 1),
                    new SimpleMeterRegistry());
            pool.start();
            try {
                for (int i = 0; i < 3; i++) {
                    Path out = output();
                    WorkerOutcome outcome = pool.process(UPLOADER, request("result-" + i, out, SOON))
                            .outcome();
                    assertThat(outcome).isEqualTo(done());
                    assertThat(out.resolve("made.txt")).exists();
                }
                assertThat(pool.process(UPLOADER, request("hang", output(), Duration.ofSeconds(1)))
                                .outcome())
                        .isEqualTo(new WorkerOutcome.TimedOut());
                assertThat(pool.process(UPLOADER, request("daemon", output(), SOON))
                                .outcome())
                        .isEqualTo(done());
            } finally {
                pool.close();
            }
            await().atMost(SOON)
                    .until(() -> ProcessHandle.current()
                                    .descendants()
                                    .filter(ProcessHandle::isAlive)
                                    .count()
                            == 0);
        }
    }

    @Test
    void killsWhatBreedsProcessesWhole() throws Exception {
        WorkerOutcome outcome =
                run(List.of("/bin/sh", "-c", "for i in $(seq 1 60); do sleep 600 & done; wait # {input}"), output());

        assertThat(outcome).isInstanceOf(WorkerOutcome.Died.class);
        await().atMost(SOON)
                .until(() -> ProcessHandle.current()
                                .descendants()
                                .filter(ProcessHandle::isAlive)
                                .count()
                        == 0);
    }

    private WorkerOutcome run(List<String> command, Path out) throws IOException, InterruptedException {
        try (WorkerLauncher launcher = new WorkerLauncher(scratch, SandboxMode.AUTO)) {
            CommandPool pool = new CommandPool(
                    specification(command), launcher, Map.of(Channel.UPLOAD, 1), new SimpleMeterRegistry());
            pool.start();
            try {
                return pool.process(UPLOADER, request("id", out, SOON)).outcome();
            } finally {
                pool.close();
            }
        }
    }

    private WorkerSpecification specification(List<String> command) throws IOException {
        Path readable = Files.createDirectories(directory.resolve("readable"));
        if (Files.exists(directory.resolve("worker.sh"))) {
            Files.copy(directory.resolve("worker.sh"), readable.resolve("worker.sh"));
        }
        WorkerLimits limits = new WorkerLimits(
                SOON, DataSize.ofGigabytes(1), null, null, 30, DataSize.ofMegabytes(1), 100, DataSize.ofGigabytes(1));
        List<String> within = command.stream()
                .map(argument -> argument.equals(directory.resolve("worker.sh").toString())
                        ? readable.resolve("worker.sh").toString()
                        : argument)
                .toList();
        return new WorkerSpecification("shell", "1", within, List.of(readable), Map.of("NOTES", "."), 1, 0, limits);
    }

    private ImageRequest request(String id, Path out, Duration deadline) {
        return new ImageRequest(id, directory.resolve("original"), out, "image/png", deadline, Map.of());
    }

    private Path output() throws IOException {
        return Files.createTempDirectory(directory, "out-");
    }

    private static WorkerOutcome done() {
        return new WorkerOutcome.Answered(new ProcessorAnswer.Done(List.of(), List.of(), Map.of(), null));
    }

    private boolean isPossible() {
        return LaunchTools.find(SandboxMode.AUTO, directory).sandbox();
    }
}
