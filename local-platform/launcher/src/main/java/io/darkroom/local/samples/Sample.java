package io.darkroom.local.samples;

import io.darkroom.events.Channel;
import io.darkroom.events.CustomerId;
import io.darkroom.events.FailureCode;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// An image to send.
///
/// @param customerId as whom
/// @param channel by which door
/// @param fileName what it is called, unique among the samples
/// @param mediaType what its leading bytes say
/// @param expectedFailure how it must end; null if it must be processed
/// @param bytes makes the file, the same at each call; takes up to seconds for large ones
public record Sample(
        CustomerId customerId,
        Channel channel,
        String fileName,
        String mediaType,
        @Nullable FailureCode expectedFailure,
        Supplier<byte[]> bytes) {}
