package io.darkroom.bench.images;

import io.darkroom.processor.api.ImageRequest;
import io.darkroom.processor.api.worker.WorkerProtocol;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// The worker protocol, as the processor service speaks it.
///
/// @param mediaType of the images
record WorkerLanguage(String mediaType) implements Contender.LineLanguage {

    private static final Duration TIME_LEFT = Duration.ofMinutes(1);

    @Override
    public String request(String id, Path image, Path outputDirectory) {
        return WorkerProtocol.write(new ImageRequest(id, image, outputDirectory, mediaType, TIME_LEFT, Map.of()));
    }

    @Override
    public boolean isDone(String answer) {
        return answer.contains("\"status\":\"done\"");
    }
}
