package io.darkroom.processors.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.processor.api.ImageRequest;
import io.darkroom.processor.api.ProcessorAnswer;
import io.darkroom.processor.api.ProcessorAnswer.Done;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// A processor at work on images of the test's.
final class Inspection {

    private final InspectProcessor processor = new InspectProcessor();
    private final Path directory;

    Inspection(Path directory, Map<String, String> parameters) {
        this.directory = directory;
        processor.open(parameters);
    }

    ProcessorAnswer answer(byte[] image, String mediaType) throws Exception {
        Path input = Files.write(Files.createTempFile(directory, "in", null), image);
        return processor.process(
                new ImageRequest("image", input, directory, mediaType, Duration.ofSeconds(30), Map.of()));
    }

    Map<String, String> attributes(byte[] image, String mediaType) throws Exception {
        ProcessorAnswer answer = answer(image, mediaType);
        assertThat(answer).isInstanceOf(Done.class);
        return ((Done) answer).attributes();
    }
}
