package io.darkroom.processor.worker;

import java.util.List;
import java.util.Map;

/// What a pool's workers are.
///
/// @param processor the processor's configured name
/// @param command the program and its arguments
/// @param environment added to the few variables that every worker gets
/// @param poolSize how many there are
/// @param limits how much each may use
public record WorkerSpecification(
        String processor, List<String> command, Map<String, String> environment, int poolSize, WorkerLimits limits) {

    /// Copies the collections.
    public WorkerSpecification {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
