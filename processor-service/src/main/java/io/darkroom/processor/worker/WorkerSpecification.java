package io.darkroom.processor.worker;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What a pool's child processes are.
///
/// @param processor the processor's configured name
/// @param version of a command; a worker tells its own
/// @param command the program and its arguments
/// @param reads files and directories that it needs beside the system's
/// @param environment added to the few variables that every child gets
/// @param poolSize how many images at a time
/// @param spares workers beyond these that stand ready
/// @param limits how much each may use
public record WorkerSpecification(
        String processor,
        String version,
        List<String> command,
        List<Path> reads,
        Map<String, String> environment,
        int poolSize,
        int spares,
        WorkerLimits limits) {

    /// Copies the collections.
    public WorkerSpecification {
        command = List.copyOf(command);
        reads = List.copyOf(reads);
        environment = Map.copyOf(environment);
    }
}
