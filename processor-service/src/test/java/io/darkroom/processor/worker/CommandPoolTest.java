package io.darkroom.processor.worker;

import static io.darkroom.processor.Claimants.UPLOADER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.events.Channel;
import io.darkroom.processor.api.ImageRequest;
import io.darkroom.processor.api.ProcessorAnswer;
import io.darkroom.processor.api.RecognisedLabel;
import io.darkroom.processor.api.RejectionReason;
import io.darkroom.processor.api.ResultFile;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/// Against real programs.
class CommandPoolTest {

    private static final Duration SOON = Duration.ofMinutes(2);

    @TempDir
    Path directory;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private Path scratch;
    private WorkerLauncher launcher;
    private volatile CommandPool pool;

    @BeforeEach
    void setUp() throws IOException {
        scratch = Files.createDirectory(directory.resolve("scratch"));
        launcher = new WorkerLauncher(scratch, SandboxMode.OFF);
        Files.writeString(directory.resolve("original"), "the original");
    }

    @AfterEach
    void tearDown() throws IOException {
        pool.close();
        launcher.close();
        assertThat(scratch).isEmptyDirectory();
    }

    @Test
    void takesTheFilesThatAProgramLeavesForItsResults() throws Exception {
        Path out = output();

        WorkerRun run = run("cp {input} {outputDir}/'My Copy.JPG'; echo '{}' > {outputDir}/data.json", out);

        assertThat(run.version()).isEqualTo("7");
        assertThat(run.outcome())
                .isEqualTo(new WorkerOutcome.Answered(new ProcessorAnswer.Done(
                        List.of(
                                new ResultFile("my-copy", "My Copy.JPG", "image/jpeg", null, null),
                                new ResultFile("data", "data.json", "application/json", null, null)),
                        List.of(),
                        Map.of(),
                        null)));
        assertThat(out.resolve("My Copy.JPG")).hasContent("the original");
    }

    @Test
    void readsTheDocumentThatAProgramWrites() throws Exception {
        WorkerRun run = run("""
                cat > {outputDir}/result.json <<END
                {"version":"8","labels":[{"name":"{parameters.label}","score":0.5}],"attributes":{"type":"{mediaType}"}}
                END
                """, output());

        assertThat(run.version()).isEqualTo("8");
        assertThat(run.outcome())
                .isEqualTo(new WorkerOutcome.Answered(new ProcessorAnswer.Done(
                        List.of(), List.of(new RecognisedLabel("cat", 0.5)), Map.of("type", "image/png"), null)));
    }

    @Test
    void letsAProgramRejectAnImage() throws Exception {
        WorkerRun run = run(
                "echo '{\"status\":\"rejected\",\"reason\":\"CORRUPT_IMAGE\",\"message\":\"Cut.\"}' "
                        + "> {outputDir}/result.json",
                output());

        assertThat(run.outcome())
                .isEqualTo(new WorkerOutcome.Answered(
                        new ProcessorAnswer.Rejected(RejectionReason.CORRUPT_IMAGE, "Cut.")));
    }

    @Test
    void tellsHowAProgramEnded() throws Exception {
        assertThat(run("echo no >&2; exit 3 # {input}", output()).outcome())
                .isEqualTo(new WorkerOutcome.Answered(new ProcessorAnswer.Failed("exit status 3, last words: no")));
        assertThat(run("kill -SEGV $$ # {input}", output()).outcome())
                .isInstanceOfSatisfying(
                        WorkerOutcome.Died.class,
                        died -> assertThat(died.cause()).startsWith("exit status 139"));
        assertThat(run("sh -c 'kill -SEGV $$'; exit $? # {input}", output()).outcome())
                .isInstanceOf(WorkerOutcome.Died.class);
        assertThat(run("echo 'std::bad_alloc' >&2; exit 1 # {input}", output()).outcome())
                .isInstanceOfSatisfying(
                        WorkerOutcome.Died.class,
                        died -> assertThat(died.outOfMemory()).isTrue());
    }

    @Test
    void hearsAProgramOutThatSaysMuchBeforeItEnds() throws Exception {
        assertThat(run("seq 1 9000 >&2; echo the end >&2; exit 3 # {input}", output())
                        .outcome())
                .isEqualTo(
                        new WorkerOutcome.Answered(new ProcessorAnswer.Failed("exit status 3, last words: the end")));
    }

    @Test
    void refusesADocumentThatIsNone() throws Exception {
        assertThat(run("echo nonsense > {outputDir}/result.json # {input}", output())
                        .outcome())
                .isInstanceOf(WorkerOutcome.Broke.class);
        assertThat(run("ln -s /etc/passwd {outputDir}/result.json # {input}", output())
                        .outcome())
                .isEqualTo(new WorkerOutcome.Broke("result.json is not a plain file"));
        assertThat(run("mkfifo {outputDir}/result.json # {input}", output()).outcome())
                .isEqualTo(new WorkerOutcome.Broke("result.json is not a plain file"));
        assertThat(run(
                                "head -c 1000000 /dev/zero | tr '\\0' ' ' > {outputDir}/result.json; "
                                        + "head -c 48577 /dev/zero >> {outputDir}/result.json # {input}",
                                output())
                        .outcome())
                .isEqualTo(new WorkerOutcome.Broke("result.json is longer than 1048576 bytes"));
    }

    @Test
    void killsAProgramWithAllItStartedAtTheDeadline() throws Exception {
        Optional<Long> child = Optional.empty();
        // A slow machine may need longer than the first deadline to get as far as the child.
        for (long seconds = 1; child.isEmpty(); seconds *= 4) {
            assertThat(seconds).isLessThan(SOON.toSeconds());
            WorkerRun run =
                    run("sleep 600 & echo $! > " + directory + "/child; wait # {input}", Duration.ofSeconds(seconds));
            assertThat(run.outcome()).isEqualTo(new WorkerOutcome.TimedOut());
            child = Pids.noted(directory.resolve("child"));
        }

        long pid = child.get();
        await().atMost(SOON).until(() -> !Pids.isRunning(pid));
    }

    @Test
    void killsWhatAProgramLeavesRunning() throws Exception {
        Path note = directory.resolve("child");

        WorkerRun run = run(
                "(setsid sh -c 'sleep 600 & echo $! > " + note + "' &) ; until [ -s " + note
                        + " ]; do sleep 0.05; done # {input}",
                output());

        assertThat(run.outcome()).isInstanceOf(WorkerOutcome.Answered.class);
        long child = Pids.noted(note).orElseThrow();
        await().atMost(SOON).until(() -> !Pids.isRunning(child));
    }

    @Test
    void killsAProgramThatGrowsOrBreeds() throws Exception {
        assertThat(run("hog=$(head -c 200000000 /dev/zero | tr '\\0' x); sleep 600 # {input}", output())
                        .outcome())
                .isInstanceOfSatisfying(
                        WorkerOutcome.Died.class,
                        died -> assertThat(died.outOfMemory()).isTrue());
        pool.close();
        assertThat(run("for i in $(seq 1 60); do sleep 600 & done; wait # {input}", output())
                        .outcome())
                .isInstanceOfSatisfying(
                        WorkerOutcome.Died.class,
                        died -> assertThat(died.cause()).contains("processes"));
    }

    @Test
    void readsNothingFromUsAndChattersAsItLikes() throws Exception {
        assertThat(run("cat; yes | head -c 20000000; yes | head -c 20000000 >&2 # {input}", output())
                        .outcome())
                .isInstanceOf(WorkerOutcome.Answered.class);
    }

    @Test
    void saysNothingAboutAnImageWhenItIsClosedInTheMiddle() throws Exception {
        CompletableFuture<WorkerRun> running = CompletableFuture.supplyAsync(() -> {
            try {
                return run("sleep 600 # {input}", output());
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        await().atMost(SOON).until(() -> pool != null && pool.busy() == 1);

        pool.close();

        assertThat(running)
                .failsWithin(SOON)
                .withThrowableThat()
                .havingRootCause()
                .isInstanceOf(InterruptedException.class);
    }

    private WorkerRun run(String script, Path out) throws IOException, InterruptedException {
        return run(script, out, SOON);
    }

    private WorkerRun run(String script, Duration deadline) throws IOException, InterruptedException {
        return run(script, output(), deadline);
    }

    private WorkerRun run(String script, Path out, Duration deadline) throws IOException, InterruptedException {
        WorkerLimits limits = new WorkerLimits(
                SOON, DataSize.ofMegabytes(60), null, SOON, 30, DataSize.ofMegabytes(2), 1, DataSize.ofMegabytes(60));
        pool = new CommandPool(
                new WorkerSpecification(
                        "program", "7", List.of("/bin/sh", "-c", script), List.of(), Map.of(), 1, 0, limits),
                launcher,
                Map.of(Channel.UPLOAD, 1),
                registry);
        pool.start();
        ImageRequest request = new ImageRequest(
                "id-1", directory.resolve("original"), out, "image/png", deadline, Map.of("label", "cat"));
        return pool.process(UPLOADER, request);
    }

    private Path output() throws IOException {
        return Files.createTempDirectory(directory, "out-");
    }
}
