package io.darkroom.processor.pipeline;

import io.darkroom.events.Failure;
import io.darkroom.events.FailureCode;
import io.darkroom.events.ImageReceived;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The configured processors, run on those images that they take: in order, or side by side where they
/// are said to be independent. Each may add results, labels and attributes; one that refuses an image ends
/// it. What comes out does not depend on who of several is quicker: what they made is gathered, and the
/// one whose refusal counts is chosen, in the configured order. An image that none takes is of an
/// unsupported type.
public final class ProcessorChain {

    private final List<List<ProcessorStep>> stages = new ArrayList<>();

    /// @param steps in the configured order
    public ProcessorChain(List<ProcessorStep> steps) {
        for (ProcessorStep step : steps) {
            if (stages.isEmpty() || !step.runsBesidePrevious()) {
                stages.add(new ArrayList<>());
            }
            stages.getLast().add(step);
        }
    }

    /// Has an image done by all of them.
    ///
    /// @throws IOException if the work directory is in trouble
    ChainOutcome run(ImageReceived image, WorkDirectory.Job job) throws IOException, InterruptedException {
        Gathered gathered = new Gathered();
        for (List<ProcessorStep> stage : stages) {
            List<ProcessorStep> takers =
                    stage.stream().filter(step -> step.takes(image.mediaType())).toList();
            Optional<Failure> failure = gathered.add(takers, runTogether(takers, image, job));
            if (failure.isPresent()) {
                return gathered.failed(failure.get());
            }
        }
        return gathered.isEmpty() ? unsupported() : gathered.processed();
    }

    private static List<ProcessorStep.Result> runTogether(
            List<ProcessorStep> steps, ImageReceived image, WorkDirectory.Job job)
            throws IOException, InterruptedException {
        if (steps.size() == 1) {
            return List.of(steps.getFirst().run(image, job));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<ProcessorStep.Result>> runs = new ArrayList<>();
            steps.forEach(step -> runs.add(() -> step.run(image, job)));
            List<ProcessorStep.Result> results = new ArrayList<>();
            for (Future<ProcessorStep.Result> run : threads.invokeAll(runs)) {
                results.add(resultOf(run));
            }
            return results;
        }
    }

    private static ProcessorStep.Result resultOf(Future<ProcessorStep.Result> run)
            throws IOException, InterruptedException {
        try {
            return run.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException cause -> throw cause;
                case InterruptedException cause -> throw cause;
                case RuntimeException cause -> throw cause;
                case null, default -> throw new IllegalStateException("a processor could not be run", e);
            }
        }
    }

    private static ChainOutcome unsupported() {
        return new ChainOutcome.Failed(
                new Failure(
                        FailureCode.UNSUPPORTED_MEDIA_TYPE,
                        "Images of this type cannot be processed at present.",
                        null),
                null,
                List.of(),
                Map.of());
    }
}
