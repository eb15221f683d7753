package io.darkroom.store;

import java.time.Instant;

/// An original, as a listing tells of it.
///
/// @param key whose, and which
/// @param writtenAt when it was written; of one written in parts S3 tells when the first was begun
public record ListedRaw(ObjectKey.Raw key, Instant writtenAt) {}
