package io.darkroom.processor.worker;

import io.darkroom.processor.api.ImageRequest;
import io.darkroom.processor.api.worker.LineReader;
import io.darkroom.processor.api.worker.WorkerGreeting;
import io.darkroom.processor.api.worker.WorkerProtocol;
import io.darkroom.processor.api.worker.WorkerProtocolException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One child process and our end of its pipes. It does one image at a time; whoever leases it is its
/// only user. Its output is read by platform threads of its own, because a read from a pipe would hold
/// a virtual thread's carrier.
final class WorkerProcess {

    private static final Logger log = LoggerFactory.getLogger(WorkerProcess.class);

    /// How long a dead worker's last words may take to arrive when something else holds the pipe open.
    private static final Duration LAST_WORDS = Duration.ofMillis(500);

    private final String processor;
    private final Process process;
    private final ProcessTree tree;
    private final Path scratch;
    private final ErrorOutput errors;
    private final CompletableFuture<Said> greeting = new CompletableFuture<>();
    private final AtomicReference<@Nullable CompletableFuture<Said>> expected = new AtomicReference<>(greeting);
    private final CompletableFuture<Said> trouble = new CompletableFuture<>();
    private volatile boolean memoryExceeded;
    private int answered;

    /// What came out of the worker.
    private sealed interface Said {

        record Line(String text) implements Said {}

        record Nonsense(String what) implements Said {}

        record Nothing(String status) implements Said {}
    }

    WorkerProcess(String processor, Process process, ProcessTree tree, Path scratch) {
        this.processor = processor;
        this.process = process;
        this.tree = tree;
        this.scratch = scratch;
        this.errors = new ErrorOutput(processor, process.pid());
        tree.preferAsVictim();
        thread("answers", this::readAnswers);
        thread("errors", () -> errors.drain(process.getErrorStream()));
        var _ = process.onExit()
                .thenRunAsync(
                        () -> trouble(new Said.Nothing(status())),
                        CompletableFuture.delayedExecutor(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS));
    }

    /// Waits until the worker is ready.
    ///
    /// @throws WorkerStartException if it is not in time; the worker is of no use then
    WorkerGreeting awaitGreeting(Duration timeout) throws WorkerStartException, InterruptedException {
        return switch (await(greeting, timeout)) {
            case Said.Line line -> readGreeting(line.text());
            case Said.Nonsense nonsense -> throw new WorkerStartException(nonsense.what());
            case Said.Nothing nothing -> throw new WorkerStartException("it ended: " + nothing.status());
            case null -> throw new WorkerStartException("it was not ready within " + timeout);
        };
    }

    /// Hands an image over and waits for the answer. After anything but an answer the worker is of no
    /// use any more.
    WorkerOutcome work(ImageRequest request) throws InterruptedException {
        CompletableFuture<Said> answer = new CompletableFuture<>();
        expected.set(answer);
        errors.allowMore();
        if (trouble.isDone()) {
            return outcome(request.id(), trouble.join());
        }
        try {
            send(WorkerProtocol.write(request));
        } catch (IOException e) {
            log.trace("The worker does not read; why not comes out of its output", e);
        }
        Said said = await(answer, request.timeLeft());
        return said == null ? new WorkerOutcome.TimedOut() : outcome(request.id(), said);
    }

    /// Ends when the worker has died or said what nobody asked for.
    CompletableFuture<?> trouble() {
        return trouble;
    }

    /// Kills it for its memory if it holds more than this.
    void killAbove(long residentBytes) {
        if (tree.residentBytes() > residentBytes) {
            memoryExceeded = true;
            tree.kill();
        }
    }

    long residentBytes() {
        return tree.residentBytes();
    }

    long pid() {
        return process.pid();
    }

    /// How many images it has answered.
    int answered() {
        return answered;
    }

    /// Asks it to end, by the end of its input; kills it with everything it started if it has not done
    /// so in time; removes its scratch directory.
    void end(Duration patience) {
        try {
            process.getOutputStream().close();
            process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException e) {
            log.trace("It has ended already", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        kill();
    }

    /// Kills it with everything it started and removes its scratch directory.
    void kill() {
        tree.kill();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            Scratch.remove(scratch);
        } catch (RuntimeException e) {
            log.atWarn().addKeyValue("directory", scratch).setCause(e).log("A scratch directory could not be removed");
        }
    }

    private WorkerOutcome outcome(String id, Said said) {
        return switch (said) {
            case Said.Line line -> {
                try {
                    answered++;
                    yield new WorkerOutcome.Answered(WorkerProtocol.readAnswer(id, line.text()));
                } catch (WorkerProtocolException e) {
                    yield new WorkerOutcome.Broke(String.valueOf(e.getMessage()));
                }
            }
            case Said.Nonsense nonsense -> new WorkerOutcome.Broke(nonsense.what());
            case Said.Nothing nothing -> new WorkerOutcome.Died(outOfMemory(), nothing.status());
        };
    }

    // 3 is what Java ends with under -XX:+ExitOnOutOfMemoryError.
    private boolean outOfMemory() {
        return memoryExceeded || errors.outOfMemory() || (!process.isAlive() && process.exitValue() == 3);
    }

    private String status() {
        String status = process.isAlive() ? "its output ended" : "exit status " + process.exitValue();
        return errors.last().isEmpty() ? status : status + ", last words: " + errors.last();
    }

    private void readAnswers() {
        LineReader lines = new LineReader(process.getInputStream(), WorkerProtocol.MAX_LINE_BYTES);
        try {
            for (String line = lines.next(); line != null; line = lines.next()) {
                CompletableFuture<Said> wanted = expected.getAndSet(null);
                if (wanted == null) {
                    trouble(new Said.Nonsense("it wrote a line that nobody asked for"));
                    return;
                }
                wanted.complete(new Said.Line(line));
            }
            process.waitFor(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
            trouble(new Said.Nothing(status()));
        } catch (WorkerProtocolException e) {
            trouble(new Said.Nonsense(String.valueOf(e.getMessage())));
        } catch (IOException | InterruptedException e) {
            trouble(new Said.Nothing(status()));
        }
    }

    // In this order: work() looks at the trouble after it has said what it expects, so one of the two
    // sees the other.
    private void trouble(Said said) {
        trouble.complete(said);
        CompletableFuture<Said> wanted = expected.getAndSet(null);
        if (wanted != null) {
            wanted.complete(said);
        }
    }

    private void send(String line) throws IOException {
        OutputStream input = process.getOutputStream();
        input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        input.flush();
    }

    private static WorkerGreeting readGreeting(String line) throws WorkerStartException {
        try {
            return WorkerProtocol.readGreeting(line);
        } catch (WorkerProtocolException e) {
            throw new WorkerStartException("its first line is no greeting: " + e.getMessage(), e);
        }
    }

    private static @Nullable Said await(CompletableFuture<Said> future, Duration timeout) throws InterruptedException {
        try {
            return future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return null;
        } catch (ExecutionException e) {
            throw new IllegalStateException("nothing completes it exceptionally", e);
        }
    }

    private void thread(String what, Runnable task) {
        Thread.ofPlatform()
                .daemon()
                .name(processor + "-" + process.pid() + "-" + what)
                .start(task);
    }
}
