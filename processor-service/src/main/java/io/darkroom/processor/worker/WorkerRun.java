package io.darkroom.processor.worker;

import java.time.Duration;

/// One image at one worker.
///
/// @param outcome what came of it
/// @param version the processor's version, as the workers tell it
/// @param took from handing over to the outcome, without the wait for a worker
public record WorkerRun(WorkerOutcome outcome, String version, Duration took) {}
