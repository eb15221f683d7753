package io.darkroom.system;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Starts the platform as `./dev up` does, on free ports and a fresh directory, and stops it when the JVM ends.
final class PlatformProcess {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path LAUNCHER = ROOT.resolve("local-platform/launcher/target");
    private static final Duration READY_WITHIN = Duration.ofMinutes(10);
    private static final Duration STOPPED_WITHIN = Duration.ofMinutes(2);

    private PlatformProcess() {}

    /// Starts it and waits until it is ready.
    ///
    /// @param traces where the services send their spans
    /// @return its data directory
    static Path start(TraceReceiver traces) throws IOException {
        Path data = Path.of("target", "platform").toAbsolutePath();
        Path log = Files.createDirectories(data.getParent()).resolve("platform.log");
        makeModel(data.resolveSibling("model"));
        ProcessBuilder builder = new ProcessBuilder(command(data))
                .directory(ROOT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment()
                .put(
                        "MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT",
                        traces.endpoint().toString());
        // Originals without an event are to show within a test.
        builder.environment()
                .putAll(Map.of(
                        "DARKROOM_STATS_CHECKS_RECONCILIATION", "5s",
                        "DARKROOM_STATS_RECONCILIATION_EVERY", "5s",
                        "DARKROOM_STATS_RECONCILIATION_GRACE", "5s"));
        Process launcher = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(launcher), "platform-stop"));
        awaitReady(launcher, data, log);
        return data;
    }

    // What processors.yaml names; the same each time.
    private static void makeModel(Path directory) throws IOException {
        if (Files.exists(directory.resolve("patterns.labels"))) {
            return;
        }
        Process script = new ProcessBuilder(
                        "python3",
                        ROOT.resolve("processors/onnx/make-patterns-model.py").toString(),
                        directory.toString())
                .inheritIO()
                .start();
        try {
            if (script.waitFor() != 0) {
                throw new IOException("the model cannot be made: is there a Python 3?");
            }
        } catch (InterruptedException e) {
            script.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /// Writes the sample images as files.
    static void writeSamples(Path directory) throws IOException, InterruptedException {
        Process writer = new ProcessBuilder(program("io.darkroom.local.samples.SampleFiles", directory.toString()))
                .inheritIO()
                .start();
        if (writer.waitFor() != 0) {
            throw new IOException("the samples cannot be written");
        }
    }

    private static List<String> command(Path data) throws IOException {
        return program(
                "io.darkroom.local.Launcher",
                "--data",
                data.toString(),
                "--fresh",
                "--no-samples",
                "--processors",
                Path.of("src/test/processors/processors.yaml").toAbsolutePath().toString(),
                "--free-ports");
    }

    private static List<String> program(String mainClass, String... arguments) throws IOException {
        String classPath = jar()
                + File.pathSeparator
                + Files.readString(LAUNCHER.resolve("program.classpath")).strip();
        List<String> java = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", classPath, mainClass);
        return Stream.concat(java.stream(), Stream.of(arguments)).toList();
    }

    private static Path jar() throws IOException {
        try (Stream<Path> files = Files.list(LAUNCHER)) {
            return files.filter(file -> file.getFileName().toString().matches("launcher-[0-9][^-]*(-SNAPSHOT)?\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("the launcher is not built"));
        }
    }

    private static void awaitReady(Process launcher, Path data, Path log) throws IOException {
        long giveUpAt = System.nanoTime() + READY_WITHIN.toNanos();
        try {
            while (!isReady(launcher, data)) {
                if (launcher.waitFor(500, TimeUnit.MILLISECONDS)) {
                    throw new IOException("the platform ended: " + Files.readString(log));
                }
                if (System.nanoTime() > giveUpAt) {
                    throw new IOException("the platform is not ready: " + Files.readString(log));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    // What an earlier launcher wrote stands there until this one has begun, if it was killed.
    private static boolean isReady(Process launcher, Path data) throws IOException {
        JsonNode platform = describe(data.resolve("platform.json"));
        return platform.path("ready").asBoolean() && platform.path("launcher").asLong() == launcher.pid();
    }

    private static JsonNode describe(Path file) throws IOException {
        try {
            return JsonMapper.shared().readTree(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return JsonMapper.shared().createObjectNode();
        }
    }

    private static void stop(Process launcher) {
        launcher.destroy();
        try {
            if (!launcher.waitFor(STOPPED_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                launcher.descendants().forEach(ProcessHandle::destroyForcibly);
                launcher.destroyForcibly();
            }
        } catch (InterruptedException e) {
            launcher.destroyForcibly();
        }
    }
}
