package io.darkroom.ingest.image;

/// What a fake dependency does with a call.
public enum Answer {
    /// Its part.
    DONE,
    /// Nothing, and says so.
    REFUSED,
    /// Its part, but the caller hears that it did not.
    DONE_UNHEARD
}
