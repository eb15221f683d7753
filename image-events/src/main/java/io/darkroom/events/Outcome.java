package io.darkroom.events;

/// How an image came to its end.
public enum Outcome {
    /// Every processor ran and the results are stored.
    PROCESSED,
    /// It ended without results; the [Failure] says why.
    FAILED
}
