package io.darkroom.processor.worker;

import static io.darkroom.processor.Claimants.UPLOADER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.events.Channel;
import io.darkroom.processor.api.ImageRequest;
import io.darkroom.processor.api.ProcessorAnswer;
import io.darkroom.processor.api.worker.WorkerMain;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/// Workers of `renditions` that are killed in the middle of an image, while their neighbours work.
///
/// Prints how long a seat was empty: from the kill until as many workers have an image again as there are seats. More
/// images wait than that. `-Ddarkroom.kills=30` measures it more than just shows it.
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class WorkerReplacementIT {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final int SEATS = 2;
    private static final int SENDERS = 2 * SEATS;
    private static final int KILLS = Integer.getInteger("darkroom.kills", 3);

    @TempDir
    Path directory;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<Long> kills = new ArrayList<>();
    private final List<Run> runs = new CopyOnWriteArrayList<>();
    private Path scratch;
    private Path image;
    private WorkerLauncher launcher;
    private WorkerPool pool;
    private volatile boolean isOver;

    /// What came of an image, and when it was at its worker by [System#nanoTime].
    private record Run(long begun, long ended, WorkerOutcome outcome) {

        boolean died() {
            return outcome instanceof WorkerOutcome.Died;
        }

        boolean isDone() {
            return outcome instanceof WorkerOutcome.Answered answered
                    && answered.answer() instanceof ProcessorAnswer.Done;
        }
    }

    @BeforeEach
    void start() throws IOException {
        scratch = Files.createDirectory(directory.resolve("scratch"));
        image = photograph();
        launcher = new WorkerLauncher(scratch, SandboxMode.AUTO);
        pool = new WorkerPool(specification(), launcher, Map.of(Channel.UPLOAD, 1), registry);
        pool.start();
    }

    @AfterEach
    void stop() {
        pool.close();
        launcher.close();
    }

    @Test
    void aSpareTakesTheSeatOfAKilledWorkerAndItsNeighboursGoOn() throws Exception {
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> sending = new ArrayList<>();
            for (int i = 0; i < SENDERS; i++) {
                sending.add(senders.submit(this::sendUntilItIsOver));
            }

            for (int turn = 1; deaths() < KILLS; turn++) {
                await().atMost(SOON).until(() -> pool.spare() == 1 && pool.busy() == SEATS);
                killABusyWorker();
                int expected = turn;
                await().atMost(SOON).until(() -> deaths() + killedBetweenImages() == expected);
            }
            await().atMost(SOON).until(() -> pool.spare() == 1);
            isOver = true;
            for (Future<?> sender : sending) {
                sender.get();
            }
        }

        assertThat(runs)
                .allSatisfy(run -> assertThat(run.died() || run.isDone()).isTrue())
                .filteredOn(Run::died)
                .as("only those images died whose workers were killed")
                .hasSize(KILLS);
        tell();
    }

    // There are more senders than seats: somebody always waits for one.
    private @Nullable Void sendUntilItIsOver() throws IOException, InterruptedException {
        while (!isOver) {
            WorkerRun run = pool.process(UPLOADER, request());
            long ended = System.nanoTime();
            runs.add(new Run(ended - run.took().toNanos(), ended, run.outcome()));
        }
        return null;
    }

    private int deaths() {
        return (int) runs.stream().filter(Run::died).count();
    }

    private void killABusyWorker() {
        await().atMost(SOON).pollInterval(Duration.ofMillis(5)).until(() -> {
            Optional<ProcessHandle> victim = ProcessHandle.current()
                    .descendants()
                    .filter(this::hasAnImage)
                    .findFirst();
            victim.ifPresent(worker -> {
                kills.add(System.nanoTime());
                worker.destroyForcibly();
            });
            return victim.isPresent();
        });
    }

    // Its image was done a moment before.
    private int killedBetweenImages() {
        return (int) registry.get("darkroom.processor.workers.restarts")
                .tag("cause", "died-idle")
                .counter()
                .count();
    }

    private boolean hasAnImage(ProcessHandle process) {
        String option = "-Djava.io.tmpdir=";
        return process.info().command().orElse("").endsWith("java")
                && process.info().arguments().stream()
                        .flatMap(Stream::of)
                        .filter(argument -> argument.startsWith(option))
                        .anyMatch(argument -> Files.exists(
                                Path.of(argument.substring(option.length())).resolve("in/original")));
    }

    private void tell() {
        List<Double> millis = kills.stream()
                .flatMap(killed -> emptySince(killed).stream())
                .map(nanos -> nanos / 1e6)
                .sorted()
                .toList();
        System.out.printf(
                "%d workers were killed; their seats were empty for %.1f ms (median), %.1f ms (longest)%n",
                millis.size(), millis.get(millis.size() / 2), millis.getLast());
    }

    // From the kill of a worker until as many work again as there are seats.
    private Optional<Long> emptySince(long killed) {
        return runs.stream()
                .filter(Run::isDone)
                .map(Run::begun)
                .filter(begun -> begun > killed && workingAt(begun) == SEATS)
                .min(Comparator.naturalOrder())
                .map(full -> full - killed);
    }

    private long workingAt(long nanos) {
        return runs.stream()
                .filter(run -> run.isDone() && run.begun() <= nanos && nanos < run.ended())
                .count();
    }

    private ImageRequest request() throws IOException {
        return new ImageRequest(
                "id", image, Files.createTempDirectory(directory, "out-"), "image/jpeg", SOON, Map.of());
    }

    private WorkerSpecification specification() throws IOException {
        Path lib = Path.of("target/processors/renditions/lib").toAbsolutePath();
        Path javaHome = Path.of(System.getProperty("java.home"));
        JavaCommand command = new JavaCommand(
                javaHome,
                List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx96m", "--enable-native-access=ALL-UNNAMED"),
                jars(lib),
                List.of(WorkerMain.class.getName(), "renditions"));
        WorkerLimits limits = new WorkerLimits(
                SOON, DataSize.ofGigabytes(1), null, null, 64, DataSize.ofMegabytes(64), 5000, DataSize.ofGigabytes(1));
        return new WorkerSpecification(
                "renditions", "1", command.words(), List.of(lib, javaHome), Map.of(), SEATS, 1, limits);
    }

    private static List<Path> jars(Path lib) throws IOException {
        try (Stream<Path> files = Files.list(lib)) {
            return files.filter(file -> file.toString().endsWith(".jar")).toList();
        }
    }

    private Path photograph() throws IOException {
        BufferedImage canvas = new BufferedImage(3000, 2000, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = canvas.createGraphics();
        graphics.setPaint(new GradientPaint(0, 0, Color.ORANGE, 3000, 2000, Color.BLUE));
        graphics.fillRect(0, 0, 3000, 2000);
        graphics.dispose();
        Path file = directory.resolve("photograph.jpg");
        ImageIO.write(canvas, "jpeg", file.toFile());
        return file;
    }
}
