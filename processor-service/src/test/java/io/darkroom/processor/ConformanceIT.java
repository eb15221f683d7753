package io.darkroom.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.processor.api.conformance.ConformanceMain;
import io.darkroom.processor.api.worker.WorkerMain;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The built-in processors and the examples pass the conformance kit.
class ConformanceIT {

    private static final Path PROCESSORS = Path.of("target/processors").toAbsolutePath();
    private static final Path EXAMPLES =
            Path.of("../examples/processors").toAbsolutePath().normalize();

    private static final Path MODEL_SCRIPT = Path.of("../processors/onnx/make-patterns-model.py")
            .toAbsolutePath()
            .normalize();

    @TempDir
    Path directory;

    @Test
    void renditions() throws Exception {
        conforms(worker(PROCESSORS.resolve("renditions/lib") + "/*", "renditions"));
    }

    @Test
    void inspect() throws Exception {
        conforms(worker(PROCESSORS.resolve("inspect/lib") + "/*", "inspect"));
    }

    @Test
    void onnx() throws Exception {
        Process script = new ProcessBuilder("python3", MODEL_SCRIPT.toString(), directory.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(script.waitFor()).as("the model is made, by Python 3").isZero();

        conforms(worker(
                PROCESSORS.resolve("onnx/lib") + "/*",
                "onnx",
                "model=" + directory.resolve("patterns.onnx"),
                "labels=" + directory.resolve("patterns.labels")));
    }

    @Test
    void pythonWorker() throws Exception {
        conforms("--", "python3", EXAMPLES.resolve("python/shape.py").toString());
    }

    @Test
    void shellCommand() throws Exception {
        conforms(
                "--transport",
                "command",
                "--",
                EXAMPLES.resolve("shell/fingerprint.sh").toString(),
                "{input}",
                "{outputDir}");
    }

    @Test
    void nodeEndpoint() throws Exception {
        Process endpoint = new ProcessBuilder(
                        "node", EXAMPLES.resolve("node/histogram.mjs").toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            String port = endpoint.inputReader(StandardCharsets.UTF_8).readLine();

            conforms("--url", "http://127.0.0.1:" + port);
        } finally {
            endpoint.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void javaPlugIn() throws Exception {
        new ProcessBuilder(EXAMPLES.resolve("java/build.sh").toString(), processorApi(), directory.toString())
                .inheritIO()
                .start()
                .waitFor();

        conforms(worker(directory.resolve("grey-preview.jar") + ":" + processorApi(), "grey-preview"));
    }

    private static String[] worker(String classPath, String name, String... parameters) {
        List<String> command = new ArrayList<>(List.of(
                "--",
                java(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath,
                WorkerMain.class.getName(),
                name));
        command.addAll(List.of(parameters));
        return command.toArray(String[]::new);
    }

    private void conforms(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                java(),
                "-cp",
                processorApi(),
                ConformanceMain.class.getName(),
                "--deadline",
                "120",
                "--patience",
                "120"));
        command.addAll(List.of(arguments));
        Path report = directory.resolve("report");
        Process kit = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(report.toFile())
                .start();

        int status = kit.waitFor();

        assertThat(status).as(() -> read(report)).isZero();
        assertThat(report).content().contains("It conforms: ").doesNotContain("✗");
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static String processorApi() throws IOException {
        try (Stream<Path> jars = Files.list(PROCESSORS.resolve("java-host/lib"))) {
            return jars.findFirst().orElseThrow().toString();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
