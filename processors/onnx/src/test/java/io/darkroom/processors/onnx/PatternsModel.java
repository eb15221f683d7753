package io.darkroom.processors.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The model that `make-patterns-model.py` makes, in a directory.
record PatternsModel(Path directory) {

    private static final Path SCRIPT = Path.of("make-patterns-model.py").toAbsolutePath();

    /// @throws AssertionError if there is no Python 3, or the script fails
    static PatternsModel make(Path directory) throws Exception {
        Process python = new ProcessBuilder("python3", SCRIPT.toString(), directory.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(python.waitFor(15, TimeUnit.MINUTES)).isTrue();
            assertThat(python.exitValue()).isZero();
        } finally {
            python.destroyForcibly();
        }
        return new PatternsModel(directory);
    }

    Path model() {
        return directory.resolve("patterns.onnx");
    }

    Path labels() {
        return directory.resolve("patterns.labels");
    }

    Map<String, String> parametersWith(String name, String value) {
        Map<String, String> parameters = new HashMap<>(parameters());
        parameters.put(name, value);
        return parameters;
    }

    Map<String, String> parameters() {
        return Map.of("model", model().toString(), "labels", labels().toString());
    }
}
