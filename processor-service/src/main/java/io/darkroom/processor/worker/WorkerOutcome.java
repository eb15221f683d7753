package io.darkroom.processor.worker;

import io.darkroom.processor.api.ProcessorAnswer;

/// What came of handing an image to a worker.
public sealed interface WorkerOutcome {

    /// The worker answered.
    ///
    /// @param answer what
    record Answered(ProcessorAnswer answer) implements WorkerOutcome {}

    /// The worker did not answer in time and was killed.
    record TimedOut() implements WorkerOutcome {}

    /// The worker's process ended without an answer.
    ///
    /// @param outOfMemory whether it ran out of the memory that it may use
    /// @param cause for the log
    record Died(boolean outOfMemory, String cause) implements WorkerOutcome {}

    /// The worker wrote something other than an answer and was killed.
    ///
    /// @param cause for the log
    record Broke(String cause) implements WorkerOutcome {}
}
