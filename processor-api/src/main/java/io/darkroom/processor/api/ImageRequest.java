package io.darkroom.processor.api;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// One image to work on.
///
/// @param id names the request in logs and in the answer; at the same time the image's id
/// @param input the original, read-only
/// @param outputDirectory an empty directory of this request's own; removed afterwards
/// @param mediaType what the original is, by its leading bytes
/// @param timeLeft until the process is killed
/// @param parameters the processor's configured parameters
public record ImageRequest(
        String id,
        Path input,
        Path outputDirectory,
        String mediaType,
        Duration timeLeft,
        Map<String, String> parameters) {

    /// @throws NullPointerException if a component is missing
    public ImageRequest {
        parameters = Map.copyOf(parameters);
    }
}
