package io.darkroom.processor.worker;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/// How much a worker may use.
///
/// @param startTimeout until it must have greeted
/// @param memory resident memory beyond which it is killed in the middle of an image
/// @param addressSpace limit that the kernel sets on each of its processes; none if null
/// @param maxFileSize largest file that it can write
/// @param recycleAfterImages how many images it may answer before a fresh one takes its place
/// @param recycleAboveMemory resident memory after an image beyond which a fresh one takes its place
public record WorkerLimits(
        Duration startTimeout,
        DataSize memory,
        @Nullable DataSize addressSpace,
        DataSize maxFileSize,
        int recycleAfterImages,
        DataSize recycleAboveMemory) {}
