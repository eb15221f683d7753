package io.darkroom.processor.api.conformance;

import io.darkroom.processor.api.ProcessorAnswer;

/// What came of an image.
sealed interface Reply {

    /// A proper answer.
    record Answered(ProcessorAnswer answer) implements Reply {}

    /// Something that breaks the contract, or no answer at all.
    ///
    /// @param how in words
    record None(String how) implements Reply {}
}
