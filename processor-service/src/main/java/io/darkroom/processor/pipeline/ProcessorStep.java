package io.darkroom.processor.pipeline;

import io.darkroom.events.ImageReceived;
import io.darkroom.events.ProcessorRun;
import io.darkroom.processor.api.ImageRequest;
import io.darkroom.processor.api.ProcessorAnswer;
import io.darkroom.processor.result.InvalidResultException;
import io.darkroom.processor.result.ResultInspector;
import io.darkroom.processor.result.ResultLimits;
import io.darkroom.processor.worker.Claimant;
import io.darkroom.processor.worker.WorkerOutcome;
import io.darkroom.processor.worker.WorkerRun;
import io.darkroom.processor.worker.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One configured processor: hands images to its workers and judges what comes back.
///
/// A worker that dies or talks nonsense may have been killed from outside, or been spoilt by an earlier
/// image; so the image gets one more try at another worker, and only then is at fault. A worker that
/// ran into its deadline is not tried again: that would cost the time twice.
public final class ProcessorStep {

    private static final Logger log = LoggerFactory.getLogger(ProcessorStep.class);

    private final Settings settings;
    private final Workers workers;
    private final ResultInspector inspector;

    /// @param limits what an answer may hold
    public ProcessorStep(Settings settings, Workers workers, ResultLimits limits) {
        this.settings = settings;
        this.workers = workers;
        this.inspector = new ResultInspector(limits);
    }

    String name() {
        return settings.name();
    }

    boolean takes(String mediaType) {
        return settings.mediaTypes().contains(mediaType);
    }

    boolean runsBesidePrevious() {
        return settings.besidePrevious();
    }

    Map<String, String> parameters() {
        return settings.parameters();
    }

    /// What came of the image, and what it took.
    ///
    /// @param outcome what
    /// @param run for the manifest
    record Result(StepOutcome outcome, ProcessorRun run) {}

    /// Has the image done.
    ///
    /// @throws IOException if the work directory is in trouble
    Result run(ImageReceived image, WorkDirectory.Job job) throws IOException, InterruptedException {
        Path output = job.outputOf(name());
        Claimant claimant = new Claimant(image.channel(), image.customerId());
        WorkerRun run = workers.process(claimant, request(image, job, output));
        if (deservesAnotherTry(run.outcome())) {
            logFailure(image, run.outcome());
            output = job.outputOf(name());
            run = workers.process(claimant, request(image, job, output));
        }
        StepOutcome outcome = judge(image, run.outcome(), output);
        return new Result(
                outcome, new ProcessorRun(name(), run.version(), run.took().toMillis()));
    }

    private static boolean deservesAnotherTry(WorkerOutcome outcome) {
        return switch (outcome) {
            case WorkerOutcome.Died _, WorkerOutcome.Broke _ -> true;
            case WorkerOutcome.Answered _, WorkerOutcome.TimedOut _ -> false;
        };
    }

    private ImageRequest request(ImageReceived image, WorkDirectory.Job job, Path output) {
        return new ImageRequest(
                image.imageId().toString(),
                job.original(),
                output,
                image.mediaType(),
                settings.deadline(),
                settings.parameters());
    }

    private StepOutcome judge(ImageReceived image, WorkerOutcome outcome, Path output) throws IOException {
        if (!(outcome instanceof WorkerOutcome.Answered)) {
            logFailure(image, outcome);
        }
        return switch (outcome) {
            case WorkerOutcome.TimedOut _ -> new StepOutcome.Refused(ProcessorFailures.timedOut(name()));
            case WorkerOutcome.Died died -> new StepOutcome.Refused(ProcessorFailures.died(name(), died.outOfMemory()));
            case WorkerOutcome.Broke _ -> new StepOutcome.Refused(ProcessorFailures.invalid(name()));
            case WorkerOutcome.Answered(ProcessorAnswer answer) -> judge(image, answer, output);
        };
    }

    private StepOutcome judge(ImageReceived image, ProcessorAnswer answer, Path output) throws IOException {
        return switch (answer) {
            case ProcessorAnswer.Rejected rejected -> new StepOutcome.Refused(ProcessorFailures.of(name(), rejected));
            case ProcessorAnswer.Failed failed -> {
                logFailure(image, failed);
                yield new StepOutcome.Refused(ProcessorFailures.crashed(name()));
            }
            case ProcessorAnswer.Done done -> {
                try {
                    yield new StepOutcome.Made(done, inspector.inspect(done, output));
                } catch (InvalidResultException e) {
                    logFailure(image, e);
                    yield new StepOutcome.Refused(ProcessorFailures.invalid(name()));
                }
            }
        };
    }

    private void logFailure(ImageReceived image, Object what) {
        log.atWarn()
                .addKeyValue("imageId", image.imageId())
                .addKeyValue("customerId", image.customerId())
                .addKeyValue("processor", name())
                .addKeyValue("what", what)
                .log("A processor failed on an image");
    }

    /// How a processor is used.
    ///
    /// @param name its configured name
    /// @param mediaTypes of the originals that it takes
    /// @param deadline for one image
    /// @param parameters handed over with every image
    /// @param besidePrevious whether it runs at the same time as the one before it
    public record Settings(
            String name,
            Set<String> mediaTypes,
            Duration deadline,
            Map<String, String> parameters,
            boolean besidePrevious) {

        /// Copies the collections.
        public Settings {
            mediaTypes = Set.copyOf(mediaTypes);
            parameters = Map.copyOf(parameters);
        }
    }
}
