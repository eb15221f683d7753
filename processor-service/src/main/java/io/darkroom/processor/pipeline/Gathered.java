package io.darkroom.processor.pipeline;

import io.darkroom.events.Failure;
import io.darkroom.events.Label;
import io.darkroom.events.ProcessorRun;
import io.darkroom.events.SourceFacts;
import io.darkroom.processor.api.ProcessorAnswer;
import io.darkroom.processor.api.SourceHeader;
import io.darkroom.processor.result.CheckedResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the processors have made of one image so far.
final class Gathered {

    private static final Logger log = LoggerFactory.getLogger(Gathered.class);

    private final List<CheckedResult> results = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final List<Label> labels = new ArrayList<>();
    private final Map<String, String> attributes = new TreeMap<>();
    private final List<ProcessorRun> runs = new ArrayList<>();
    private final Map<String, Map<String, String>> parameters = new TreeMap<>();
    private @Nullable SourceFacts source;

    /// Adds what several made, in their order.
    ///
    /// @return why the image ends here, if it does: what the first of them says
    Optional<Failure> add(List<ProcessorStep> steps, List<ProcessorStep.Result> made) {
        Optional<Failure> failure = Optional.empty();
        for (int i = 0; i < steps.size(); i++) {
            Optional<Failure> its = add(steps.get(i), made.get(i));
            failure = failure.or(() -> its);
        }
        return failure;
    }

    private Optional<Failure> add(ProcessorStep step, ProcessorStep.Result result) {
        runs.add(result.run());
        if (!step.parameters().isEmpty()) {
            parameters.put(step.name(), step.parameters());
        }
        return switch (result.outcome()) {
            case StepOutcome.Made made -> add(step.name(), made);
            case StepOutcome.Refused refused -> Optional.of(refused.failure());
        };
    }

    private Optional<Failure> add(String processor, StepOutcome.Made made) {
        for (CheckedResult result : made.results()) {
            if (!names.add(result.name())) {
                log.atWarn()
                        .addKeyValue("processor", processor)
                        .addKeyValue("result", result.name())
                        .log("A processor used a result's name that another one uses");
                return Optional.of(ProcessorFailures.invalid(processor));
            }
        }
        ProcessorAnswer.Done answer = made.answer();
        results.addAll(made.results());
        answer.labels().forEach(label -> labels.add(new Label(label.name(), label.score())));
        answer.attributes().forEach((name, value) -> attributes.put(processor + "." + name, value));
        SourceHeader header = answer.source();
        if (source == null && header != null) {
            source = new SourceFacts(
                    header.widthPx(), header.heightPx(), header.pages(), header.orientation(), header.colourSpace());
        }
        return Optional.empty();
    }

    boolean isEmpty() {
        return runs.isEmpty();
    }

    ChainOutcome processed() {
        return new ChainOutcome.Processed(results, labels, attributes, source, runs, parameters);
    }

    ChainOutcome failed(Failure failure) {
        return new ChainOutcome.Failed(failure, source, runs, parameters);
    }
}
