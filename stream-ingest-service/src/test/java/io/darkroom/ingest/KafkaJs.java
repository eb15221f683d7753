package io.darkroom.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The programs in `src/test/kafkajs`, with the client library that their lock file names. They need Node.js 20 or
/// newer.
final class KafkaJs {

    private static final Path PROGRAMS = Path.of("src", "test", "kafkajs");
    private static final int DEADLINE_SECONDS = 600;

    private final Path directory;

    private KafkaJs(Path directory) {
        this.directory = directory;
    }

    /// Installs the programs under `target`.
    static KafkaJs install() {
        Path directory = Path.of("target", "kafkajs");
        try {
            Files.createDirectories(directory);
            try (Stream<Path> files = Files.list(PROGRAMS)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.copy(file, directory.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        KafkaJs kafkaJs = new KafkaJs(directory);
        kafkaJs.call(List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"), "");
        return kafkaJs;
    }

    /// Runs a program to its end.
    ///
    /// @return the lines it wrote
    List<String> run(String program, List<String> arguments, String input) {
        return call(
                Stream.concat(Stream.of("node", program), arguments.stream()).toList(), input);
    }

    private List<String> call(List<String> command, String input) {
        try {
            Path output = Files.createTempFile(directory, "output", ".txt");
            Path errors = Files.createTempFile(directory, "errors", ".txt");
            Process process = start(command, output, errors);
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
            if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command + " did not end: " + Files.readString(errors));
            }
            if (process.exitValue() != 0) {
                throw new AssertionError(command + " failed: " + Files.readString(errors));
            }
            return Files.readAllLines(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Process start(List<String> command, Path output, Path errors) {
        try {
            return new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectError(errors.toFile())
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException e) {
            throw new AssertionError(
                    "'" + command.getFirst()
                            + "' cannot be run; this test needs Node.js 20 or newer with npm on the PATH",
                    e);
        }
    }
}
