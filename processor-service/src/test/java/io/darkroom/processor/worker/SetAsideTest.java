package io.darkroom.processor.worker;

import static io.darkroom.processor.Claimants.UPLOADER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.events.Channel;
import io.darkroom.processor.api.ImageRequest;
import io.darkroom.processor.api.ProcessorAnswer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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

/// Images that take far longer than usual, against real child processes.
class SetAsideTest {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final Duration LATE = Duration.ofHours(1);

    @TempDir
    Path directory;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
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
        pool.close();
        launcher.close();
        senders.shutdownNow();
    }

    @Test
    void answersGoodImagesWhileMoreHangThanThereAreWorkers() throws Exception {
        start(2, 2);
        List<Future<WorkerOutcome>> hanging = hanging(3);
        await().atMost(SOON).until(() -> pool.setAside() == 1 && pool.busy() == 2);

        for (int i = 0; i < 10; i++) {
            assertThat(send("good", LATE)).succeedsWithin(SOON).isEqualTo(done());
        }

        assertThat(hanging).noneMatch(Future::isDone);
        assertThat(pool.setAside()).isEqualTo(2);
        assertThat(pool.busy()).isOne();
        hanging.forEach(image -> image.cancel(true));
        assertEveryoneHasTheirSeat(2);
        assertThat(restarts("set-aside")).isEqualTo(2);
        assertThat(restarts("abandoned")).as("the one that had a seat").isOne();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void setsNoMoreAsideThanItMay(int most) throws Exception {
        start(2, most);
        List<Future<WorkerOutcome>> hanging = hanging(2 + most);
        await().atMost(SOON).until(() -> pool.setAside() == most && pool.busy() == 2);

        Future<WorkerOutcome> good = send("good", LATE);

        await().atMost(SOON)
                .during(Duration.ofSeconds(2))
                .until(() -> pool.setAside() == most && pool.spare() == 1 && pool.waiting(Channel.UPLOAD) == 1);
        hanging.forEach(image -> image.cancel(true));
        assertThat(good).succeedsWithin(SOON).isEqualTo(done());
        assertEveryoneHasTheirSeat(2);
    }

    @Test
    void takesTheAnswerOfAWorkerThatWasSetAsideAndEndsItThen() throws Exception {
        start(1, 1);
        Future<WorkerOutcome> slow = setAside("queue", LATE);

        Files.createFile(directory.resolve("turn"));

        assertThat(slow).succeedsWithin(SOON).isEqualTo(done());
        assertEveryoneHasTheirSeat(1);
        assertThat(restarts("set-aside")).isOne();
    }

    @Test
    void killsAWorkerThatWasSetAsideAtItsDeadline() throws Exception {
        start(1, 1);

        // A slow machine may not get as far before the first deadline.
        for (long millis = 2000; restarts("set-aside") == 0; millis *= 4) {
            assertThat(millis).isLessThan(SOON.toMillis());
            assertThat(setAside("hang", Duration.ofMillis(millis)))
                    .succeedsWithin(SOON)
                    .isEqualTo(new WorkerOutcome.TimedOut());
        }

        assertEveryoneHasTheirSeat(1);
        assertThat(restarts("set-aside")).isOne();
    }

    @Test
    void givesNoSecondReplacementForAWorkerThatDiesAfterItWasSetAside() throws Exception {
        start(1, 1);
        Future<WorkerOutcome> slow = setAside("hang", LATE);

        ProcessHandle.of(grandchild())
                .flatMap(ProcessHandle::parent)
                .orElseThrow()
                .destroyForcibly();

        assertThat(slow).succeedsWithin(SOON).isInstanceOf(WorkerOutcome.Died.class);
        assertEveryoneHasTheirSeat(1);
        assertThat(restarts("set-aside")).isOne();
        assertThat(restarts("crashed")).isZero();
    }

    @Test
    void watchesTheMemoryOfAWorkerThatWasSetAside() throws Exception {
        start(1, 1);
        Future<WorkerOutcome> slow = setAside("later-grow", LATE);

        Files.createFile(directory.resolve("turn"));

        assertThat(slow)
                .succeedsWithin(SOON)
                .isInstanceOfSatisfying(
                        WorkerOutcome.Died.class,
                        died -> assertThat(died.outOfMemory()).isTrue());
        assertEveryoneHasTheirSeat(1);
    }

    @Test
    void movesAWorkerThatWasSetAsideBehindTheOthersWithAllItStarted() throws Exception {
        start(1, 1);
        var _ = setAside("hang", LATE);

        int ours = Niceness.of(Path.of("/proc/self/stat"));
        Path grandchild = Path.of("/proc/" + grandchild() + "/stat");

        await().atMost(SOON).until(() -> Niceness.of(grandchild) == Math.min(19, ours + Niceness.SET_ASIDE));
    }

    @Test
    void endsAWorkerThatWasSetAsideWhenItCloses() throws Exception {
        start(1, 1);
        Future<WorkerOutcome> slow = setAside("hang", LATE);
        long grandchild = grandchild();

        pool.close();

        assertThat(Pids.isRunning(grandchild)).isFalse();
        assertThat(slow)
                .failsWithin(SOON)
                .withThrowableThat()
                .havingRootCause()
                .isInstanceOf(InterruptedException.class);
        assertThat(scratchDirectories()).isEmpty();
    }

    private List<Future<WorkerOutcome>> hanging(int images) {
        return Stream.generate(() -> send("hang", LATE)).limit(images).toList();
    }

    /// Sends an image that is slow and, when a worker has it, a good one, which is answered: by whoever took the seat.
    private Future<WorkerOutcome> setAside(String id, Duration deadline) {
        Future<WorkerOutcome> slow = send(id, deadline);
        await().atMost(SOON).until(() -> pool.busy() == 1 || slow.isDone());
        assertThat(send("good", LATE)).succeedsWithin(SOON).isEqualTo(done());
        return slow;
    }

    private void assertEveryoneHasTheirSeat(int seats) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(List.of(pool.ready(), pool.busy(), pool.setAside(), pool.spare()))
                        .isEqualTo(List.of(seats, 0, 0, 1)));
        for (int i = 0; i <= seats; i++) {
            assertThat(send("good", LATE)).succeedsWithin(SOON).isEqualTo(done());
        }
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(scratchDirectories()).hasSize(seats + 1));
        assertThat(List.of(pool.ready(), pool.spare())).isEqualTo(List.of(seats, 1));
    }

    /// Images are done, so that it is known what is usual.
    private void start(int size, int maxSetAside) throws IOException {
        WorkerLimits limits = new WorkerLimits(
                SOON,
                DataSize.ofMegabytes(60),
                null,
                null,
                30,
                DataSize.ofMegabytes(1),
                1000,
                DataSize.ofMegabytes(60));
        WorkerSpecification specification = new WorkerSpecification(
                "shell",
                "1",
                ShellWorker.command(directory),
                List.of(),
                Map.of("NOTES", directory.toString()),
                size,
                1,
                maxSetAside,
                limits,
                null);
        pool = new WorkerPool(specification, launcher, Map.of(Channel.UPLOAD, 1), registry);
        pool.start();
        for (int i = 0; i < 16; i++) {
            assertThat(send("first", LATE)).succeedsWithin(SOON).isEqualTo(done());
        }
    }

    private Future<WorkerOutcome> send(String id, Duration deadline) {
        return senders.submit(
                () -> pool.process(UPLOADER, request(id, deadline)).outcome());
    }

    private ImageRequest request(String id, Duration deadline) throws IOException {
        Path out = Files.createTempDirectory(directory, "out-");
        return new ImageRequest(id, directory.resolve("input"), out, "image/png", deadline, Map.of());
    }

    private static WorkerOutcome done() {
        return new WorkerOutcome.Answered(new ProcessorAnswer.Done(List.of(), List.of(), Map.of(), null));
    }

    private long grandchild() throws IOException {
        Path note = directory.resolve("grandchild");
        await().atMost(SOON).until(() -> Pids.noted(note).isPresent());
        return Pids.noted(note).orElseThrow();
    }

    private double restarts(String cause) {
        return registry.get("darkroom.processor.workers.restarts")
                .tag("cause", cause)
                .counter()
                .count();
    }

    private List<Path> scratchDirectories() throws IOException {
        try (Stream<Path> files = Files.list(scratch)) {
            return files.toList();
        }
    }
}
