package io.darkroom.processor.pipeline;

import io.darkroom.events.Failure;
import io.darkroom.processor.api.ProcessorAnswer;
import io.darkroom.processor.result.CheckedResult;
import java.util.List;

/// What came of an image at one processor.
sealed interface StepOutcome {

    /// The processor did its work, and it was found good.
    ///
    /// @param answer what it said
    /// @param results its files
    record Made(ProcessorAnswer.Done answer, List<CheckedResult> results) implements StepOutcome {}

    /// The image ends here.
    ///
    /// @param failure why
    record Refused(Failure failure) implements StepOutcome {}
}
