package io.darkroom.local.samples;

import io.darkroom.events.ImageId;

/// A sample that the platform has accepted.
///
/// @param sample which
/// @param imageId its id there; the same however often it is sent
public record SentSample(Sample sample, ImageId imageId) {}
