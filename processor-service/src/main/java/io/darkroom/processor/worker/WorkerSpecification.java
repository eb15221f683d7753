package io.darkroom.processor.worker;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a pool's child processes are.
///
/// @param processor the processor's configured name
/// @param version of a command; a worker tells its own
/// @param command the program and its arguments
/// @param reads files and directories that it needs beside the system's
/// @param environment added to the few variables that every child gets
/// @param poolSize how many images at a time
/// @param spares workers beyond these that stand ready
/// @param maxSetAside workers beyond both that may be at an image that takes far longer than usual
/// @param limits how much each may use
/// @param recording of a worker's start, if its starts are recorded
public record WorkerSpecification(
        String processor,
        String version,
        List<String> command,
        List<Path> reads,
        Map<String, String> environment,
        int poolSize,
        int spares,
        int maxSetAside,
        WorkerLimits limits,
        @Nullable StartRecording recording) {

    /// Copies the collections.
    public WorkerSpecification {
        command = List.copyOf(command);
        reads = List.copyOf(reads);
        environment = Map.copyOf(environment);
    }

    /// Without recorded starts, and none of its workers is ever set aside.
    public WorkerSpecification(
            String processor,
            String version,
            List<String> command,
            List<Path> reads,
            Map<String, String> environment,
            int poolSize,
            int spares,
            WorkerLimits limits) {
        this(processor, version, command, reads, environment, poolSize, spares, 0, limits, null);
    }

    /// The same with another command and other limits, started without a recording.
    WorkerSpecification with(List<String> anotherCommand, WorkerLimits otherLimits) {
        return new WorkerSpecification(
                processor, version, anotherCommand, reads, environment, poolSize, spares, otherLimits);
    }

    /// The program and its arguments, from the recording if it is of use.
    List<String> startCommand() {
        return recording != null && recording.isUsed() ? recording.replay() : command;
    }
}
