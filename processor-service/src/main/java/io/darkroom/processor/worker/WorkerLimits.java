package io.darkroom.processor.worker;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/// How much a worker may use.
///
/// @param startTimeout until it must have greeted
/// @param memory resident memory of all its processes beyond which it is killed in the middle of an image
/// @param addressSpace limit that the kernel sets on each of its processes; none if null
/// @param cpuTime that each of its processes may use in its life; none if null
/// @param maxProcesses how many processes it may be
/// @param maxFileSize largest file that it can write
/// @param recycleAfterImages how many images it may answer before a fresh one takes its place
/// @param recycleAboveMemory resident memory after an image beyond which a fresh one takes its place
public record WorkerLimits(
        Duration startTimeout,
        DataSize memory,
        @Nullable DataSize addressSpace,
        @Nullable Duration cpuTime,
        int maxProcesses,
        DataSize maxFileSize,
        int recycleAfterImages,
        DataSize recycleAboveMemory) {}
