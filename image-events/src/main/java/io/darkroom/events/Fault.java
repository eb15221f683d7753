package io.darkroom.events;

/// Whose fault a failure is. It decides everything else: HTTP status, retry, dead letter and metric tag.
public enum Fault {
    /// What was sent is wrong: never retried, the sender is told.
    SENDER,
    /// The company's image code failed: the image ends as failed and can be replayed.
    PROCESSOR,
    /// S3, Kafka, Postgres or room to work is missing: retried with back-off for as long as it takes, never
    /// an outcome.
    DEPENDENCY,
    /// A defect of ours: alert.
    PLATFORM
}
