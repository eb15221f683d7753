package io.darkroom.processor.api.conformance;

import io.darkroom.processor.api.ImageRequest;
import io.darkroom.processor.api.worker.LineReader;
import io.darkroom.processor.api.worker.WorkerGreeting;
import io.darkroom.processor.api.worker.WorkerProtocol;
import io.darkroom.processor.api.worker.WorkerProtocolException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A worker at the other end of two pipes.
final class WorkerSession implements Session {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

    private final Launched worker;
    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();

    /// @param line what it wrote; null if it wrote no line
    /// @param trouble why not
    private record Heard(@Nullable String line, String trouble) {}

    WorkerSession(Launched worker) {
        this.worker = worker;
        Thread.ofPlatform().daemon().name("answers").start(this::listen);
    }

    private void listen() {
        LineReader lines = new LineReader(worker.process().getInputStream(), WorkerProtocol.MAX_LINE_BYTES);
        try {
            for (String line = lines.next(); line != null; line = lines.next()) {
                heard.add(new Heard(line, ""));
            }
            heard.add(new Heard(null, worker.ending()));
        } catch (WorkerProtocolException | IOException e) {
            heard.add(new Heard(null, "its output cannot be read: " + e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String ready() throws ViolationException, InterruptedException {
        Heard first = heard.poll(START_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        if (first == null) {
            throw new ViolationException("it did not greet within " + START_TIMEOUT.toSeconds() + " s");
        }
        if (first.line() == null) {
            throw new ViolationException("it did not greet: " + first.trouble());
        }
        try {
            WorkerGreeting greeting = WorkerProtocol.readGreeting(first.line());
            return greeting.name() + " " + greeting.version();
        } catch (WorkerProtocolException e) {
            throw new ViolationException("its first line is no greeting: " + e.getMessage());
        }
    }

    @Override
    public void send(ImageRequest request) throws IOException {
        sendLine(WorkerProtocol.write(request));
    }

    /// Sends any line.
    void sendLine(String line) throws IOException {
        OutputStream input = worker.process().getOutputStream();
        input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        input.flush();
    }

    @Override
    public Reply await(ImageRequest request) throws InterruptedException {
        Heard answer = heard.poll(request.timeLeft().toMillis(), TimeUnit.MILLISECONDS);
        if (answer == null) {
            return new Reply.None(
                    "it did not answer within " + request.timeLeft().toSeconds() + " s");
        }
        if (answer.line() == null) {
            return new Reply.None(answer.trouble());
        }
        try {
            return new Reply.Answered(WorkerProtocol.readAnswer(request.id(), answer.line()));
        } catch (WorkerProtocolException e) {
            return new Reply.None("its line is no answer: " + e.getMessage());
        }
    }

    /// Whether it wrote a line that nobody asked for.
    boolean spokeUnasked() {
        Heard next = heard.peek();
        return next != null && next.line() != null;
    }

    @Override
    public Optional<Process> process() {
        return Optional.of(worker.process());
    }

    @Override
    public void finish() throws IOException {
        worker.process().getOutputStream().close();
    }

    @Override
    public void close() {
        worker.kill();
    }
}
