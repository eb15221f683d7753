package io.darkroom.processor.pipeline;

import io.darkroom.events.Failure;
import io.darkroom.events.FailureCode;
import io.darkroom.events.ImageReceived;
import io.darkroom.events.Label;
import io.darkroom.events.ProcessorRun;
import io.darkroom.events.SourceFacts;
import io.darkroom.processor.api.ProcessorAnswer;
import io.darkroom.processor.api.SourceHeader;
import io.darkroom.processor.result.CheckedResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The configured processors, run in order on those images that they take. Each may add results, labels and
/// attributes; the first that refuses an image ends it. An image that none takes is of an unsupported type.
public final class ProcessorChain {

    private final List<ProcessorStep> steps;

    /// @param steps in the order of running
    public ProcessorChain(List<ProcessorStep> steps) {
        this.steps = List.copyOf(steps);
    }

    /// Has an image done by all of them.
    ///
    /// @throws IOException if the work directory is in trouble
    ChainOutcome run(ImageReceived image, WorkDirectory.Job job) throws IOException, InterruptedException {
        Gathered gathered = new Gathered();
        for (ProcessorStep step : steps) {
            if (step.takes(image.mediaType())) {
                ProcessorStep.Result result = step.run(image.channel(), image, job, gathered.names);
                gathered.runs.add(result.run());
                switch (result.outcome()) {
                    case StepOutcome.Made made -> gathered.add(step.name(), made);
                    case StepOutcome.Refused refused -> {
                        return new ChainOutcome.Failed(refused.failure(), gathered.source, gathered.runs);
                    }
                }
            }
        }
        return gathered.runs.isEmpty() ? unsupported() : gathered.processed();
    }

    private static ChainOutcome unsupported() {
        return new ChainOutcome.Failed(
                new Failure(
                        FailureCode.UNSUPPORTED_MEDIA_TYPE,
                        "Images of this type cannot be processed at present.",
                        null),
                null,
                List.of());
    }

    private static final class Gathered {

        private final List<CheckedResult> results = new ArrayList<>();
        private final Set<String> names = new HashSet<>();
        private final List<Label> labels = new ArrayList<>();
        private final Map<String, String> attributes = new TreeMap<>();
        private final List<ProcessorRun> runs = new ArrayList<>();
        private @Nullable SourceFacts source;

        void add(String processor, StepOutcome.Made made) {
            ProcessorAnswer.Done answer = made.answer();
            results.addAll(made.results());
            made.results().forEach(result -> names.add(result.name()));
            answer.labels().forEach(label -> labels.add(new Label(label.name(), label.score())));
            answer.attributes().forEach((name, value) -> attributes.put(processor + "." + name, value));
            SourceHeader header = answer.source();
            if (source == null && header != null) {
                source = new SourceFacts(
                        header.widthPx(),
                        header.heightPx(),
                        header.pages(),
                        header.orientation(),
                        header.colourSpace());
            }
        }

        ChainOutcome processed() {
            return new ChainOutcome.Processed(results, labels, attributes, source, runs);
        }
    }
}
