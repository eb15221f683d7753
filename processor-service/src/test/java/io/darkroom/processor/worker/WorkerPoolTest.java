package io.darkroom.processor.worker;

import static io.darkroom.processor.Claimants.STREAMER;
import static io.darkroom.processor.Claimants.UPLOADER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.events.Channel;
import io.darkroom.processor.api.ImageRequest;
import io.darkroom.processor.api.ProcessorAnswer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

/// Against real child processes.
class WorkerPoolTest {

    private static final Duration SOON = Duration.ofMinutes(2);

    @TempDir
    Path directory;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private Path scratch;
    private WorkerLauncher launcher;
    private WorkerPool pool;

    @BeforeEach
    void setUp() throws IOException {
        scratch = Files.createDirectory(directory.resolve("scratch"));
        launcher = new WorkerLauncher(scratch, SandboxMode.OFF);
        Files.writeString(directory.resolve("input"), "the original");
    }

    @AfterEach
    void tearDown() {
        if (pool != null) {
            pool.close();
        }
        launcher.close();
    }

    @Test
    void handsImagesToWarmWorkersAndKeepsThem() throws Exception {
        start(1, 100);

        WorkerOutcome first = process("a");
        WorkerOutcome second = process("b");

        assertThat(first).isEqualTo(done());
        assertThat(second).isEqualTo(done());
        assertThat(pool.process(UPLOADER, request("c", output(), SOON)).version())
                .isEqualTo("9.9");
        assertThat(restarts("recycled")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"crash", "exit", "answer-and-die"})
    void replacesAWorkerThatDied(String how) throws Exception {
        start(1, 100);

        process(how);

        assertThat(processOrRetry("next")).isEqualTo(done());
    }

    @Test
    void tellsHowAWorkerDied() throws Exception {
        start(1, 100);

        assertThat(process("exit")).isEqualTo(new WorkerOutcome.Died(false, "exit status 7, last words: no more"));
        assertThat(process("memory"))
                .isInstanceOfSatisfying(
                        WorkerOutcome.Died.class,
                        died -> assertThat(died.outOfMemory()).isTrue());
        assertThat(process("answer-and-die")).as("an answer is an answer").isEqualTo(done());
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "other", "flood", "long"})
    void killsAWorkerThatDoesNotKeepToTheProtocol(String how) throws Exception {
        start(1, 100);

        WorkerOutcome outcome = process(how);

        // A flood begins with a proper answer; what follows it gives the worker away.
        assertThat(outcome).isInstanceOfAny(WorkerOutcome.Broke.class, WorkerOutcome.Answered.class);
        assertThat(processOrRetry("next")).isEqualTo(done());
        assertThat(restarts("broke") + restarts("died-idle")).isEqualTo(1);
    }

    @Test
    void neverTakesALateLineForTheAnswerToTheNextImage() throws Exception {
        start(1, 100);

        process("twice");

        assertThat(process("next")).isNotInstanceOf(WorkerOutcome.TimedOut.class);
        assertThat(process("after")).isEqualTo(done());
        assertThat(restarts("broke") + restarts("died-idle")).isEqualTo(1);
    }

    @Test
    void readsAWorkersComplaintsHoweverManyWithoutWaitingOrKeepingThem() throws Exception {
        start(1, 100);

        assertThat(process("chatter")).isEqualTo(done());
    }

    @ParameterizedTest
    @ValueSource(strings = {"hang", "flee", "stubborn"})
    void killsAWorkerWithAllItStartedAtTheDeadline(String how) throws Exception {
        start(1, 100);

        Optional<Long> grandchild = Optional.empty();
        // A slow machine may need longer than the first deadline to get as far as the grandchild.
        for (long millis = 700; grandchild.isEmpty(); millis *= 4) {
            assertThat(millis).isLessThan(SOON.toMillis());
            assertTimesOut(how, Duration.ofMillis(millis));
            grandchild = Pids.noted(directory.resolve("grandchild"));
        }

        long pid = grandchild.get();
        await().atMost(SOON).until(() -> !Pids.isRunning(pid));
        assertThat(process("next")).isEqualTo(done());
    }

    private void assertTimesOut(String id, Duration deadline) throws IOException, InterruptedException {
        long begin = System.nanoTime();

        WorkerOutcome outcome =
                pool.process(UPLOADER, request(id, output(), deadline)).outcome();

        assertThat(outcome).isEqualTo(new WorkerOutcome.TimedOut());
        // Far less than what it would sleep.
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(deadline, deadline.plus(SOON));
    }

    @Test
    void killsAWorkerThatGrowsBeyondItsMemory() throws Exception {
        start(specification(1, 100, DataSize.ofMegabytes(60)));

        WorkerOutcome outcome = process("grow");

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        WorkerOutcome.Died.class,
                        died -> assertThat(died.outOfMemory()).isTrue());
        assertThat(restarts("out-of-memory")).isEqualTo(1);
    }

    @Test
    void killsAWorkerThatBreedsProcesses() throws Exception {
        start(1, 100);

        WorkerOutcome outcome = process("breed");

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        WorkerOutcome.Died.class,
                        died -> assertThat(died.cause()).matches("it became \\d+ processes"));
        await().atMost(SOON).until(() -> countOfShellWorkers() <= 1);
        assertThat(process("next")).isEqualTo(done());
    }

    @ParameterizedTest
    @ValueSource(strings = {"daemon", "zombie"})
    void killsWhatAWorkerLeftBehindEvenIfItFledFromItsGroupAndItsParent(String how) throws Exception {
        start(1, 1);

        assertThat(process(how)).isEqualTo(done());

        long grandchild = Pids.noted(directory.resolve("grandchild")).orElseThrow();
        await().atMost(SOON).until(() -> !Pids.isRunning(grandchild));
    }

    @Test
    void endsAWorkerThatUsesUpItsCpuTime() throws Exception {
        WorkerLimits limits = new WorkerLimits(
                SOON,
                DataSize.ofGigabytes(1),
                null,
                Duration.ofSeconds(1),
                30,
                DataSize.ofMegabytes(1),
                100,
                DataSize.ofGigabytes(1));
        start(new WorkerSpecification("shell", "1", ShellWorker.command(directory), List.of(), Map.of(), 1, 0, limits));

        assertThat(process("spin"))
                .isInstanceOfSatisfying(
                        WorkerOutcome.Died.class,
                        died -> assertThat(died.cause()).contains("exit status 1"));
    }

    @Test
    void letsNoWorkerFillTheDisk() throws Exception {
        start(1, 100);

        assertThat(process("fill")).isEqualTo(done());
    }

    @Test
    void movesWhatAWorkerMadeToWhereItIsWanted() throws Exception {
        start(1, 100);
        Path out = output();

        pool.process(UPLOADER, request("result", out, SOON));

        assertThat(out.resolve("made.txt")).hasContent("made");
        assertThat(scratchDirectories()).singleElement().satisfies(own -> {
            assertThat(own.resolve("out")).isEmptyDirectory();
            assertThat(own.resolve("in")).isEmptyDirectory();
        });
    }

    @Test
    void replacesAWorkerThatDiedByASpareWithoutAWait() throws Exception {
        start(specification(1, 1, 100, DataSize.ofGigabytes(1)));
        await().atMost(SOON).until(() -> scratchDirectories().size() == 2);
        process("a");
        await().atMost(SOON).until(() -> pool.spare() == 1);

        process("crash");

        assertThat(process("next")).isEqualTo(done());
        assertThat(restarts("crashed")).isEqualTo(1);
        await().atMost(SOON).until(() -> pool.spare() == 1 && pool.ready() == 1);
    }

    @Test
    void replacesASpareThatDies() throws Exception {
        start(specification(1, 1, 100, DataSize.ofGigabytes(1)));
        Path out = output();
        pool.process(UPLOADER, request("pid", out, SOON));
        long inUse = Long.parseLong(Files.readString(out.resolve("pid")).strip());
        await().atMost(SOON).until(() -> pool.spare() == 1);

        ProcessHandle.current()
                .children()
                .filter(child -> child.pid() != inUse)
                .forEach(ProcessHandle::destroyForcibly);

        await().atMost(SOON).until(() -> restarts("died-idle") == 1);
        await().atMost(SOON).until(() -> pool.spare() == 1);
        assertThat(pool.ready()).isEqualTo(1);
    }

    @Test
    void tellsHowLongImagesTookAndHowManyWait() throws Exception {
        start(1, 100);

        process("a");
        process("exit");

        assertThat(registry.get("darkroom.processor.run")
                        .tags("processor", "shell", "outcome", "done")
                        .timer()
                        .count())
                .isOne();
        assertThat(registry.get("darkroom.processor.run")
                        .tags("outcome", "died")
                        .timer()
                        .count())
                .isOne();
        assertThat(registry.get("darkroom.processor.workers.waiting")
                        .tag("lane", "upload")
                        .gauge()
                        .value())
                .isZero();
        await().atMost(SOON)
                .until(() -> registry.get("darkroom.processor.workers.memory")
                                .gauge()
                                .value()
                        > 100_000);
    }

    @Test
    void recyclesAWorkerThatHasDoneEnough() throws Exception {
        start(1, 2);

        List<WorkerOutcome> outcomes = List.of(process("a"), process("b"), process("c"), process("d"), process("e"));

        assertThat(outcomes).allMatch(done()::equals);
        assertThat(restarts("recycled")).isEqualTo(2);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(scratchDirectories()).hasSize(1));
    }

    @Test
    void replacesAWorkerThatIsKilledWhileIdle() throws Exception {
        start(1, 100);
        Path out = Files.createDirectory(directory.resolve("out"));
        pool.process(UPLOADER, request("pid", out, SOON));
        long pid = Long.parseLong(Files.readString(out.resolve("pid")).strip());

        ProcessHandle.of(pid).orElseThrow().destroyForcibly();

        await().atMost(SOON).until(() -> restarts("died-idle") == 1);
        assertThat(process("next")).isEqualTo(done());
    }

    @Test
    void givesAWorkerACleanEnvironmentAndADirectoryOfItsOwn() throws Exception {
        start(1, 100);
        Path out = Files.createDirectory(directory.resolve("out"));

        pool.process(UPLOADER, request("environment", out, SOON));

        List<String> names = Files.readAllLines(out.resolve("environment")).stream()
                .map(line -> line.replaceAll("=.*", ""))
                .toList();
        assertThat(names).containsOnlyOnce("PATH", "LANG", "HOME", "TMPDIR", "COLOUR", "NOTES");
        assertThat(names)
                .isSubsetOf("PATH", "LANG", "HOME", "TMPDIR", "COLOUR", "NOTES", "PWD", "SHLVL", "_", "OLDPWD");
        assertThat(Path.of(Files.readString(out.resolve("directory")).strip())).hasParent(scratch.toRealPath());
    }

    @Test
    void givesAWorkerNoDescriptorsButItsThree() throws Exception {
        try (RandomAccessFile ours =
                new RandomAccessFile(directory.resolve("ours").toFile(), "rw")) {
            ours.write(1);
            start(1, 100);
            Path out = Files.createDirectory(directory.resolve("out"));

            pool.process(UPLOADER, request("pid", out, SOON));

            Map<String, String> descriptors =
                    descriptors(Files.readString(out.resolve("pid")).strip());
            // The shell itself holds its script open.
            descriptors.values().removeIf(target -> target.endsWith("worker.sh"));
            assertThat(descriptors).containsOnlyKeys("0", "1", "2");
            assertThat(descriptors.values()).allMatch(target -> target.startsWith("pipe:"));
        }
    }

    @Test
    void keepsItsOwnMemoryAndEnvironmentFromAWorker() throws Exception {
        OwnMemory.hide();
        start(1, 100);
        Path out = output();

        pool.process(UPLOADER, request("snoop", out, SOON));

        assertThat(OwnMemory.isHidden()).isTrue();
        assertThat(out.resolve("environ")).content().contains("denied");
    }

    @Test
    void removesEvenWhatAWorkerShut() throws Exception {
        start(1, 100);
        process("shut");

        pool.close();

        assertThat(scratchDirectories()).isEmpty();
    }

    @Test
    void confinesAWorker() throws Exception {
        start(1, 100);
        Path out = Files.createDirectory(directory.resolve("out"));

        pool.process(UPLOADER, request("status", out, SOON));

        assertThat(out.resolve("status")).content().contains("NoNewPrivs:\t1");
        assertThat(out.resolve("limits"))
                .content()
                .containsPattern("Max core file size +0 +0")
                .containsPattern("Max file size +1048576 ");
        // pid (comm) state ppid pgrp session: it leads both.
        assertThat(out.resolve("stat")).content().matches("(?s)(\\d+) \\(sh\\) . \\d+ \\1 \\1 .*");
    }

    @Test
    void removesWhatAWorkerLeftInItsDirectoryWithoutFollowingLinks() throws Exception {
        start(1, 100);
        process("litter");

        pool.close();

        assertThat(scratchDirectories()).isEmpty();
        assertThat(Path.of("/etc")).exists();
    }

    @Test
    void keepsTryingToStartWorkersThatDoNotComeUp() throws Exception {
        Path marker = directory.resolve("marker");
        List<String> command =
                List.of("/bin/sh", "-c", "[ -e " + marker + " ] || { echo 'not yet' >&2; exit 1; }; exec \"$@\"", "sh");
        List<String> whole = Stream.concat(command.stream(), ShellWorker.command(directory).stream())
                .toList();
        start(new WorkerSpecification(
                "shell", "1", whole, List.of(), Map.of(), 1, 0, limits(100, DataSize.ofGigabytes(1))));
        await().atMost(SOON).until(() -> restarts("unready") >= 2);

        Files.createFile(marker);

        assertThat(process("a")).isEqualTo(done());
    }

    @Test
    void doesWithoutARecordingThatWorkersDoNotStartFrom() throws Exception {
        JavaCommand noJava = new JavaCommand(directory.resolve("nowhere"), List.of(), List.of(), List.of("Main"));
        StartRecording recording = StartRecording.of(noJava, directory, "shell");
        Files.createFile(Path.of(recording.toString()));

        start(new WorkerSpecification(
                "shell",
                "1",
                ShellWorker.command(directory),
                List.of(),
                Map.of(),
                1,
                0,
                0,
                limits(100, DataSize.ofGigabytes(1)),
                recording));

        assertThat(process("a")).isEqualTo(done());
        assertThat(restarts("unready")).isOne();
    }

    @Test
    void letsTheOtherLaneThroughWhileOneFloods() throws Exception {
        start(2, 1000);
        try (ExecutorService flood = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<WorkerOutcome>> flooding = Stream.generate(() -> flood.submit(() -> process("queue")))
                    .limit(40)
                    .toList();
            await().atMost(SOON).until(() -> pool.waiting(Channel.UPLOAD) == 38);
            Future<WorkerRun> other = flood.submit(() -> pool.process(STREAMER, request("x", output(), SOON)));
            await().atMost(SOON).until(() -> pool.waiting(Channel.STREAM) == 1);

            Files.createFile(directory.resolve("turn"));

            assertThat(other)
                    .succeedsWithin(SOON)
                    .extracting(WorkerRun::outcome)
                    .isEqualTo(done());
            assertThat(flooding).as("one made way").filteredOn(Future::isDone).hasSizeLessThanOrEqualTo(1);
            flooding.forEach(future -> future.cancel(true));
        }
    }

    @Test
    void killsTheWorkerOfAnInterruptedCaller() throws Exception {
        start(1, 100);
        Thread caller = Thread.ofVirtual().start(() -> {
            try {
                process("hang");
            } catch (IOException | InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        await().atMost(SOON).until(() -> pool.busy() == 1);

        caller.interrupt();

        assertThat(process("next")).isEqualTo(done());
        assertThat(restarts("abandoned")).isEqualTo(1);
    }

    @Test
    void leavesNothingRunningWhenItCloses() throws Exception {
        start(2, 100);
        Path out = Files.createDirectory(directory.resolve("out"));
        pool.process(UPLOADER, request("pid", out, SOON));
        long pid = Pids.noted(out.resolve("pid")).orElseThrow();
        CompletableFuture<Void> hanging = CompletableFuture.runAsync(() -> {
            try {
                process("hang");
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        await().atMost(SOON).until(() -> pool.busy() == 1);

        pool.close();

        assertThat(Pids.isRunning(pid)).isFalse();
        assertThat(hanging).failsWithin(SOON);
        assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive))
                .isEmpty();
    }

    @Test
    void letsWorkersDieWithAPlatformThatIsKilled() throws Exception {
        Process platform = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        PoolMain.class.getName(),
                        directory.toString(),
                        SandboxMode.OFF.name())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("platform.log").toFile())
                .start();
        await().atMost(SOON)
                .until(() -> Pids.noted(directory.resolve("grandchild")).isPresent());
        List<Long> workers = platform.descendants().map(ProcessHandle::pid).toList();

        platform.destroyForcibly().waitFor();

        assertThat(workers).isNotEmpty();
        await().atMost(SOON).until(() -> !Pids.isRunning(workers.getFirst()));
        workers.stream().flatMap(pid -> ProcessHandle.of(pid).stream()).forEach(ProcessHandle::destroyForcibly);
    }

    private void start(int size, int recycleAfter) throws IOException {
        start(specification(size, recycleAfter, DataSize.ofGigabytes(1)));
    }

    private void start(WorkerSpecification specification) {
        pool = new WorkerPool(specification, launcher, Map.of(Channel.UPLOAD, 1, Channel.STREAM, 1), registry);
        pool.start();
    }

    private WorkerSpecification specification(int size, int recycleAfter, DataSize memory) throws IOException {
        return specification(size, 0, recycleAfter, memory);
    }

    private WorkerSpecification specification(int size, int spares, int recycleAfter, DataSize memory)
            throws IOException {
        return new WorkerSpecification(
                "shell",
                "1",
                ShellWorker.command(directory),
                List.of(),
                Map.of("COLOUR", "blue", "NOTES", directory.toString()),
                size,
                spares,
                limits(recycleAfter, memory));
    }

    private static WorkerLimits limits(int recycleAfter, DataSize memory) {
        return new WorkerLimits(
                SOON, memory, null, null, 30, DataSize.ofMegabytes(1), recycleAfter, DataSize.ofGigabytes(1));
    }

    private WorkerOutcome process(String id) throws IOException, InterruptedException {
        return pool.process(UPLOADER, request(id, output(), SOON)).outcome();
    }

    private Path output() throws IOException {
        return Files.createTempDirectory(directory, "out-");
    }

    private ImageRequest request(String id, Path out, Duration deadline) {
        return new ImageRequest(id, directory.resolve("input"), out, "image/png", deadline, Map.of());
    }

    private static WorkerOutcome done() {
        return new WorkerOutcome.Answered(new ProcessorAnswer.Done(List.of(), List.of(), Map.of(), null));
    }

    private double restarts(String cause) {
        return registry.get("darkroom.processor.workers.restarts")
                .tag("cause", cause)
                .counter()
                .count();
    }

    private long countOfShellWorkers() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .commandLine()
                        .orElse("")
                        .contains(directory.resolve("worker.sh").toString()))
                .count();
    }

    private List<Path> scratchDirectories() throws IOException {
        try (Stream<Path> files = Files.list(scratch)) {
            return files.toList();
        }
    }

    private static Map<String, String> descriptors(String pid) throws IOException {
        Map<String, String> descriptors = new TreeMap<>();
        try (Stream<Path> files = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            for (Path file : files.toList()) {
                descriptors.put(
                        file.getFileName().toString(),
                        Files.readSymbolicLink(file).toString());
            }
        }
        return descriptors;
    }

    /// As the platform does: what is not an answer is tried once more.
    private WorkerOutcome processOrRetry(String id) throws IOException, InterruptedException {
        WorkerOutcome outcome = process(id);
        return outcome instanceof WorkerOutcome.Answered ? outcome : process(id);
    }
}
