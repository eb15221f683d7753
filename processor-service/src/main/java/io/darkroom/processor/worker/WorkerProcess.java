package io.darkroom.processor.worker;

import io.darkroom.processor.api.ImageRequest;
import io.darkroom.processor.api.ProcessorAnswer;
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
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final String processor;
    private final Process process;
    private final Child child;
    private final ErrorOutput errors;
    private final Thread errorsReader;
    private final CompletableFuture<Said> greeting = new CompletableFuture<>();
    private final AtomicReference<@Nullable CompletableFuture<Said>> expected = new AtomicReference<>(greeting);
    private final CompletableFuture<Said> trouble = new CompletableFuture<>();
    private final Restraint restraint;
    private int answered;

    /// What came out of the worker.
    private sealed interface Said {

        record Line(String text) implements Said {}

        record Nonsense(String what) implements Said {}

        record Nothing(String status) implements Said {}
    }

    WorkerProcess(String processor, Child child) {
        this.processor = processor;
        this.process = child.process();
        this.child = child;
        this.restraint = new Restraint(child.tree());
        this.errors = new ErrorOutput(processor, process.pid());
        this.errorsReader = thread("errors", () -> errors.drain(process.getErrorStream()));
        var _ = thread("answers", this::readAnswers);
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
    ///
    /// @throws IOException if the image cannot be handed over, or what was made of it not be taken
    WorkerOutcome work(ImageRequest request) throws IOException, InterruptedException {
        CompletableFuture<Said> answer = new CompletableFuture<>();
        expected.set(answer);
        errors.allowMore();
        if (trouble.isDone()) {
            return outcome(request, trouble.join());
        }
        ImageRequest placed = child.exchange().place(request);
        try {
            send(WorkerProtocol.write(placed));
        } catch (IOException e) {
            log.trace("The worker does not read; why not comes out of its output", e);
        }
        Said said = await(answer, request.timeLeft());
        return said == null ? new WorkerOutcome.TimedOut() : outcome(request, said);
    }

    /// Ends when the worker has died or said what nobody asked for.
    CompletableFuture<?> trouble() {
        return trouble;
    }

    /// Kills it if it has become more than it may.
    void restrain(WorkerLimits limits, ProcessTable table) {
        restraint.apply(limits, table);
    }

    /// Lets it run behind the others, for good.
    void makeWay(ProcessTable table) {
        child.tree().makeWay(table);
    }

    long residentBytes() {
        return child.tree().residentBytes();
    }

    long pid() {
        return process.pid();
    }

    /// Whether it has answered as many images as it may, or grown too large.
    boolean hasDoneEnough(WorkerLimits limits) {
        return answered >= limits.recycleAfterImages()
                || residentBytes() > limits.recycleAboveMemory().toBytes();
    }

    /// Asks it to end, by the end of its input; kills it with everything it started if it has not done
    /// so in time; removes its scratch directory.
    void end(Duration patience) {
        try {
            closeInput(patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        kill();
    }

    /// Asks it to end, by the end of its input, and gives it time. Its scratch directory stays until it is killed.
    void closeInput(Duration patience) throws InterruptedException {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            log.trace("It has ended already", e);
        }
        var _ = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Its scratch directory.
    Path directory() {
        return child.belongings().scratch();
    }

    /// Kills it with everything it started and removes its scratch directory.
    void kill() {
        child.kill();
    }

    private WorkerOutcome outcome(ImageRequest request, Said said) throws IOException {
        return switch (said) {
            case Said.Line line -> answered(request, line.text());
            case Said.Nonsense nonsense -> new WorkerOutcome.Broke(nonsense.what());
            case Said.Nothing nothing -> new WorkerOutcome.Died(outOfMemory(), nothing.status());
        };
    }

    private WorkerOutcome answered(ImageRequest request, String line) throws IOException {
        answered++;
        try {
            ProcessorAnswer answer = WorkerProtocol.readAnswer(request.id(), line);
            child.exchange().collect(request);
            return new WorkerOutcome.Answered(answer);
        } catch (WorkerProtocolException e) {
            return new WorkerOutcome.Broke(String.valueOf(e.getMessage()));
        }
    }

    // 3 is what Java ends with under -XX:+ExitOnOutOfMemoryError.
    private boolean outOfMemory() {
        return restraint.memoryExceeded() || errors.outOfMemory() || (!process.isAlive() && process.exitValue() == 3);
    }

    private String status() {
        if (restraint.reason().isPresent()) {
            return restraint.reason().get();
        }
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
            errorsReader.join(LAST_WORDS);
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

    private Thread thread(String what, Runnable task) {
        return Thread.ofPlatform()
                .daemon()
                .name(processor + "-" + process.pid() + "-" + what)
                .start(task);
    }
}
