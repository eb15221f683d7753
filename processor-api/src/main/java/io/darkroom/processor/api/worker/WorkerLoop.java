package io.darkroom.processor.api.worker;

import io.darkroom.processor.api.ImageProcessor;
import io.darkroom.processor.api.ImageRequest;
import io.darkroom.processor.api.ProcessorAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Greets, then answers requests until the input ends. The processor is called from the thread of
/// [#run] only; another thread reads the input, so that its end is noticed in the middle of an image as
/// well.
final class WorkerLoop {

    private static final String END = "";

    private final ImageProcessor processor;
    private final InputStream input;
    private final OutputStream answers;
    private final BlockingQueue<String> requests = new ArrayBlockingQueue<>(1);
    private final AtomicBoolean busy = new AtomicBoolean();

    WorkerLoop(ImageProcessor processor, InputStream input, OutputStream answers) {
        this.processor = processor;
        this.input = input;
        this.answers = answers;
    }

    /// @throws WorkerProtocolException if a line is no request
    /// @throws IOException if the answers cannot be written: nobody reads them any more
    void run() throws IOException, InterruptedException, WorkerProtocolException {
        Thread.ofPlatform().name("requests").daemon().start(this::readRequests);
        send(WorkerProtocol.write(new WorkerGreeting(WorkerProtocol.VERSION, processor.name(), processor.version())));
        for (String line = requests.take(); !line.equals(END); line = requests.take()) {
            ImageRequest request = WorkerProtocol.readRequest(line);
            ProcessorAnswer answer = answer(request);
            busy.set(false);
            send(WorkerProtocol.write(request.id(), answer));
        }
    }

    private void readRequests() {
        LineReader lines = new LineReader(input, WorkerProtocol.MAX_LINE_BYTES);
        try {
            for (String line = lines.next(); line != null; line = lines.next()) {
                busy.set(true);
                requests.put(line);
            }
        } catch (IOException | WorkerProtocolException | InterruptedException e) {
            System.err.println("The requests cannot be read: " + e.getMessage());
        }
        if (busy.get()) {
            Runtime.getRuntime().halt(0);
        }
        requests.offer(END);
    }

    // An exception is the image's trouble, an Error the process's: that one ends the worker.
    private ProcessorAnswer answer(ImageRequest request) {
        try {
            return processor.process(request);
        } catch (Exception e) {
            e.printStackTrace();
            return new ProcessorAnswer.Failed(describe(e));
        }
    }

    private static String describe(Throwable failure) {
        @Nullable String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    private void send(String line) throws IOException {
        answers.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        answers.flush();
    }
}
