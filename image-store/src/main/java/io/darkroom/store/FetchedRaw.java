package io.darkroom.store;

import io.darkroom.events.Sha256;

/// What was read while an original was copied to a file.
///
/// @param sizeBytes length of the file
/// @param sha256 digest of the file
public record FetchedRaw(long sizeBytes, Sha256 sha256) {}
