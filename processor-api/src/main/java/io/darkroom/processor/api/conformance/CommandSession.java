package io.darkroom.processor.api.conformance;

import io.darkroom.processor.api.ImageRequest;
import io.darkroom.processor.api.ProcessorAnswer;
import io.darkroom.processor.api.command.CommandLine;
import io.darkroom.processor.api.command.CommandResult;
import io.darkroom.processor.api.worker.WorkerProtocolException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A program that is started for each image.
final class CommandSession implements Session {

    // A process that a signal ended: 128 and the signal's number.
    private static final int BY_SIGNAL = 128;

    private final List<String> command;
    private final List<String> prefix;
    private final Path scratch;
    private @Nullable Launched running;

    CommandSession(List<String> command, List<String> prefix, Path scratch) {
        this.command = command;
        this.prefix = prefix;
        this.scratch = scratch;
    }

    @Override
    public String ready() throws ViolationException {
        if (!CommandLine.namesInput(command)) {
            throw new ViolationException("the command does not say where the path of the image goes: {input}");
        }
        return "a command";
    }

    @Override
    public void send(ImageRequest request) throws IOException {
        Launched program = new Launched(prefix, CommandLine.of(command, request), scratch);
        running = program;
        program.process().getOutputStream().close();
        Thread.ofPlatform().daemon().name("chatter").start(() -> drain(program.process()));
    }

    private static void drain(Process process) {
        try (InputStream chatter = process.getInputStream()) {
            chatter.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // It was killed.
        }
    }

    @Override
    public Reply await(ImageRequest request) throws IOException, InterruptedException {
        Launched program = running;
        if (program == null) {
            throw new IllegalStateException("nothing was sent");
        }
        if (!program.process().waitFor(request.timeLeft().toMillis(), TimeUnit.MILLISECONDS)) {
            return new Reply.None("it did not end within " + request.timeLeft().toSeconds() + " s");
        }
        int status = program.process().exitValue();
        if (status > BY_SIGNAL) {
            return new Reply.None(program.ending());
        }
        if (status != 0) {
            return new Reply.Answered(new ProcessorAnswer.Failed(program.ending()));
        }
        try {
            return new Reply.Answered(
                    CommandResult.read(request.outputDirectory()).answer());
        } catch (WorkerProtocolException e) {
            return new Reply.None(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Optional<Process> process() {
        return Optional.ofNullable(running).map(Launched::process);
    }

    @Override
    public void finish() {
        // A command ends by itself.
    }

    @Override
    public void close() {
        Launched program = running;
        if (program != null) {
            program.kill();
        }
    }
}
