package io.darkroom.ingest.image;

import io.darkroom.events.FailureCode;

/// What became of a record. Either way all its effects are done, and its offset may be committed.
public sealed interface Taken {

    /// The image is in the store and announced.
    ///
    /// @param sizeBytes its length
    /// @param again whether it was in the store before: the record was delivered or sent more than once
    record Accepted(long sizeBytes, boolean again) implements Taken {}

    /// The record is a dead letter; its image, if it names one that does not stand already, has ended as failed.
    ///
    /// @param code why
    record Rejected(FailureCode code) implements Taken {}
}
