package io.darkroom.store;

import io.darkroom.events.ObjectLocation;

/// An original, as far as looking it up without reading its bytes tells.
///
/// @param image its metadata
/// @param sizeBytes its length
/// @param location where it lies
public record FoundRaw(RawImage image, long sizeBytes, ObjectLocation location) {}
