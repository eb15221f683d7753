package io.darkroom.processor;

import static io.darkroom.processor.Claimants.UPLOADER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.processor.api.ImageRequest;
import io.darkroom.processor.api.ProcessorAnswer;
import io.darkroom.processor.worker.SandboxMode;
import io.darkroom.processor.worker.WorkerLauncher;
import io.darkroom.processor.worker.WorkerOutcome;
import io.darkroom.processor.worker.WorkerPools;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/// The starts of a built-in processor's workers, which are recorded beside a copy of its jars.
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class StartRecordingIT {

    private static final Duration SOON = Duration.ofMinutes(2);

    @TempDir
    static Path builtIns;

    private static Path lib;

    @TempDir
    Path directory;

    @BeforeAll
    static void installAndRecord(@TempDir Path work) throws Exception {
        lib = builtIns.resolve("inspect/lib");
        copy(Path.of("target/processors/inspect/lib"), lib);
        try (WorkerPools pools = pools(work, Map.of())) {
            assertThat(pools.pools()).hasSize(1);
        }
    }

    @BeforeEach
    void image() throws IOException {
        ImageIO.write(
                new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB),
                "png",
                directory.resolve("image").toFile());
    }

    @Test
    void workersStartFromTheRecording() throws Exception {
        try (WorkerPools pools = pools(directory, Map.of())) {
            assertThat(work(pools)).isInstanceOf(ProcessorAnswer.Done.class);

            assertThat(recordings()).hasSize(1);
            assertThat(workersThatMap(recordings().getFirst())).isPositive();
        }
    }

    @Test
    void nothingIsRecordedOrReplayedWhenItIsTurnedOff() throws Exception {
        try (WorkerPools pools = pools(directory, Map.of("x.record-starts", "false"))) {
            assertThat(work(pools)).isInstanceOf(ProcessorAnswer.Done.class);

            assertThat(workersThatMap(recordings().getFirst())).isZero();
        }
    }

    @Test
    void aDamagedRecordingDoesNoHarm() throws Exception {
        Path recording = recordings().getFirst();
        byte[] whole = Files.readAllBytes(recording);
        byte[] spoilt = whole.clone();
        Arrays.fill(spoilt, spoilt.length / 8, spoilt.length / 2, (byte) 0x5a);

        try {
            for (byte[] damaged : List.of(spoilt, Arrays.copyOf(whole, whole.length / 2))) {
                replace(recording, damaged);
                try (WorkerPools pools = pools(Files.createTempDirectory(directory, "damaged"), Map.of())) {
                    assertThat(work(pools)).isInstanceOf(ProcessorAnswer.Done.class);
                }
            }
        } finally {
            replace(recording, whole);
        }
    }

    @Test
    void aChangedJarIsNoticed() throws Exception {
        Path old = recordings().getFirst();
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
        try (Stream<Path> files = Files.list(lib)) {
            Path jar = files.filter(file -> file.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow();
            Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plus(Duration.ofMinutes(1))));
        }

        try (WorkerPools pools = pools(directory, Map.of())) {
            assertThat(work(pools)).isInstanceOf(ProcessorAnswer.Done.class);

            assertThat(recordings()).hasSize(1).doesNotContain(old);
            assertThat(workersThatMap(recordings().getFirst())).isPositive();
        }
    }

    @Test
    void aWorkerThatDoesNotStartLeavesNoRecording() throws Exception {
        Map<String, String> settings =
                Map.of("x.processors[0].parameters.nonesuch", "1", "x.processors[0].java-options[0]", "-Dother=1");

        try (WorkerPools pools = pools(directory, settings)) {
            await().atMost(SOON).until(() -> pools.pools().getFirst().trouble().isPresent());

            assertThat(recordings()).hasSize(1);
        }
    }

    private static WorkerPools pools(Path work, Map<String, String> more) throws IOException {
        Map<String, String> settings = new HashMap<>(Map.of(
                "x.work-directory", work.toString(),
                "x.built-in-directory", builtIns.toString(),
                "x.processors[0].name", "inspect",
                "x.processors[0].built-in", "inspect",
                "x.processors[0].media-types", "image/png",
                "x.processors[0].pool-size", "1",
                "x.processors[0].spares", "0"));
        settings.putAll(more);
        ProcessorProperties properties = new Binder(new MapConfigurationPropertySource(settings))
                .bind("x", ProcessorProperties.class)
                .get();
        WorkerLauncher launcher = new WorkerLauncher(Files.createDirectory(work.resolve("workers")), SandboxMode.AUTO);
        PoolAssembly assembly = new PoolAssembly(properties, launcher, new SimpleMeterRegistry());
        return new WorkerPools(
                launcher, List.of(assembly.pool(properties.processors().getFirst())));
    }

    private ProcessorAnswer work(WorkerPools pools) throws IOException, InterruptedException {
        Path results = Files.createTempDirectory(directory, "results");
        ImageRequest request = new ImageRequest("id", directory.resolve("image"), results, "image/png", SOON, Map.of());
        WorkerOutcome outcome =
                pools.pools().getFirst().process(UPLOADER, request).outcome();
        return ((WorkerOutcome.Answered) outcome).answer();
    }

    // Also what was begun and not finished.
    private static List<Path> recordings() throws IOException {
        try (Stream<Path> files = Files.list(lib)) {
            return files.filter(file -> file.getFileName().toString().contains(".aot"))
                    .toList();
        }
    }

    private static long workersThatMap(Path recording) {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> maps(process.pid()).contains(recording.toString()))
                .count();
    }

    private static String maps(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/maps"));
        } catch (IOException e) {
            // It has ended.
            return "";
        }
    }

    private static void replace(Path file, byte[] bytes) throws IOException {
        Files.delete(file);
        Files.write(file, bytes);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.resolveSibling(""));
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file :
                    files.filter(file -> !file.toString().contains(".aot")).toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
