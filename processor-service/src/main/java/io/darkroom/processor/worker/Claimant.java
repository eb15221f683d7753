package io.darkroom.processor.worker;

import io.darkroom.events.Channel;
import io.darkroom.events.CustomerId;
import org.jspecify.annotations.Nullable;

/// Who asks for a place or a worker.
///
/// @param lane by which the image came
/// @param customer whose image it is; null if that cannot be told, and all such are served like one
///     customer
public record Claimant(Channel lane, @Nullable CustomerId customer) {}
