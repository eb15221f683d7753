package io.darkroom.processor.worker;

import io.darkroom.processor.api.ImageRequest;
import io.darkroom.processor.api.command.CommandResult;
import io.darkroom.processor.api.worker.ResultDocument;
import io.darkroom.processor.api.worker.WorkerProtocolException;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One image at a program that was started for it.
final class CommandRun {

    private static final Logger log = LoggerFactory.getLogger(CommandRun.class);

    // A process that a signal ended, or whose own child was: 128 and the signal's number.
    private static final int BY_SIGNAL = 128;
    private static final int BY_CPU_LIMIT = BY_SIGNAL + 24;

    /// How long a dead program's last words may take to arrive.
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final WorkerSpecification specification;
    private final Child child;
    private final ImageRequest wanted;
    private final ImageRequest placed;
    private final Restraint restraint;
    private final ErrorOutput output;

    /// @param wanted where the platform wants the results
    /// @param placed where the program makes them
    CommandRun(WorkerSpecification specification, Child child, ImageRequest wanted, ImageRequest placed) {
        this.specification = specification;
        this.child = child;
        this.wanted = wanted;
        this.placed = placed;
        this.restraint = new Restraint(child.tree());
        this.output = new ErrorOutput(specification.processor(), child.process().pid());
    }

    /// What came of it.
    ///
    /// @param outcome what
    /// @param version of the program
    record Ended(WorkerOutcome outcome, String version) {}

    /// Waits for the end, kills what is left and takes what was made.
    ///
    /// @throws IOException if what was made cannot be taken
    Ended await() throws IOException, InterruptedException {
        Thread errors = drain();
        try {
            closeInput();
            boolean inTime = child.process().waitFor(wanted.timeLeft().toMillis(), TimeUnit.MILLISECONDS);
            // What it left running must not write any more.
            child.tree().kill();
            errors.join(LAST_WORDS);
            return inTime ? ended(child.process().exitValue()) : unanswered(new WorkerOutcome.TimedOut());
        } finally {
            child.kill();
        }
    }

    // Platform threads, because a read from a pipe would hold a virtual thread's carrier.
    private Thread drain() {
        Process process = child.process();
        String name = specification.processor() + "-" + process.pid();
        ErrorOutput chatter = new ErrorOutput(specification.processor(), process.pid());
        Thread.ofPlatform().daemon().name(name + "-output").start(() -> chatter.drain(process.getInputStream()));
        return Thread.ofPlatform().daemon().name(name + "-errors").start(() -> output.drain(process.getErrorStream()));
    }

    private void closeInput() {
        try {
            child.process().getOutputStream().close();
        } catch (IOException e) {
            log.trace("It has ended already", e);
        }
    }

    private Ended ended(int status) throws IOException {
        if (restraint.reason().isPresent()) {
            return unanswered(new WorkerOutcome.Died(
                    restraint.memoryExceeded(), restraint.reason().get()));
        }
        if (status == 0) {
            return made();
        }
        if (status == BY_CPU_LIMIT) {
            return unanswered(new WorkerOutcome.TimedOut());
        }
        String how = "exit status " + status + (output.last().isEmpty() ? "" : ", last words: " + output.last());
        if (status > BY_SIGNAL || output.outOfMemory()) {
            return unanswered(new WorkerOutcome.Died(output.outOfMemory(), how));
        }
        return answered(CommandResult.failed(how));
    }

    private Ended made() throws IOException {
        try {
            ResultDocument document = CommandResult.read(placed.outputDirectory());
            child.exchange().collect(wanted);
            return answered(document);
        } catch (WorkerProtocolException e) {
            return unanswered(new WorkerOutcome.Broke(String.valueOf(e.getMessage())));
        }
    }

    private Ended answered(ResultDocument document) {
        return new Ended(
                new WorkerOutcome.Answered(document.answer()),
                Objects.requireNonNullElse(document.version(), specification.version()));
    }

    private Ended unanswered(WorkerOutcome outcome) {
        return new Ended(outcome, specification.version());
    }

    /// Kills it if it has become more than it may.
    void restrain(ProcessTable table) {
        restraint.apply(specification.limits(), table);
    }

    long residentBytes() {
        return child.tree().residentBytes();
    }

    void kill() {
        child.tree().kill();
    }
}
