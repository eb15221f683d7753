package io.darkroom.processor.api.worker;

import io.darkroom.processor.api.ImageProcessor;
import io.darkroom.processor.api.ImageRequest;
import io.darkroom.processor.api.ProcessorAnswer;
import io.darkroom.processor.api.RejectionReason;
import io.darkroom.processor.api.ResultFile;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

/// Does what the request's id says.
public final class SampleProcessor implements ImageProcessor {

    private Map<String, String> parameters = Map.of();

    @Override
    public String name() {
        return "sample";
    }

    @Override
    public String version() {
        return "3.2.1";
    }

    @Override
    public void open(Map<String, String> parameters) {
        this.parameters = parameters;
    }

    @Override
    public ProcessorAnswer process(ImageRequest request) throws Exception {
        if (Files.size(request.input()) == 0) {
            return new ProcessorAnswer.Rejected(RejectionReason.CORRUPT_IMAGE, "There are no bytes.");
        }
        switch (request.id()) {
            case "print" -> System.out.println("printed by the processor");
            case "print-natively" ->
                new ProcessBuilder("echo", "printed by native code")
                        .inheritIO()
                        .start()
                        .waitFor();
            case "throw" -> throw new IllegalStateException("thrown by the processor");
            case "error" -> throw new StackOverflowError();
            case "hang" -> Thread.sleep(600_000);
            default -> Files.copy(request.input(), request.outputDirectory().resolve("copy.txt"));
        }
        return new ProcessorAnswer.Done(
                List.of(new ResultFile("copy", "copy.txt", "text/plain", null, null)), List.of(), parameters, null);
    }
}
