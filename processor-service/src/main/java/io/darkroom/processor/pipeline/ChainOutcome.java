package io.darkroom.processor.pipeline;

import io.darkroom.events.Failure;
import io.darkroom.events.Label;
import io.darkroom.events.ProcessorRun;
import io.darkroom.events.SourceFacts;
import io.darkroom.processor.result.CheckedResult;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What came of an image at all processors together.
sealed interface ChainOutcome {

    /// Which processors worked on it.
    List<ProcessorRun> runs();

    /// What these were told, by processor.
    Map<String, Map<String, String>> parameters();

    /// What the original's header says, if a processor told.
    @Nullable
    SourceFacts source();

    /// All processors did their work.
    ///
    /// @param results their files
    /// @param labels what they recognised
    /// @param attributes what else they found out, by `processor.attribute`
    /// @param source see [ChainOutcome#source]
    /// @param runs see [ChainOutcome#runs]
    /// @param parameters see [ChainOutcome#parameters]
    record Processed(
            List<CheckedResult> results,
            List<Label> labels,
            Map<String, String> attributes,
            @Nullable SourceFacts source,
            List<ProcessorRun> runs,
            Map<String, Map<String, String>> parameters)
            implements ChainOutcome {}

    /// One of them refused it.
    ///
    /// @param failure why
    /// @param source see [ChainOutcome#source]
    /// @param runs see [ChainOutcome#runs]
    /// @param parameters see [ChainOutcome#parameters]
    record Failed(
            Failure failure,
            @Nullable SourceFacts source,
            List<ProcessorRun> runs,
            Map<String, Map<String, String>> parameters)
            implements ChainOutcome {}
}
