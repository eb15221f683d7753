package io.darkroom.upload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The program in `src/test/tus-js`, with the client library that its lock file names. It needs Node.js 20 or newer.
final class TusJs {

    private static final Path PROGRAMS = Path.of("src", "test", "tus-js");
    private static final int DEADLINE_SECONDS = 600;

    private final Path directory;

    private TusJs(Path directory) {
        this.directory = directory;
    }

    /// Installs the program under `target`.
    static TusJs install() {
        Path directory = Path.of("target", "tus-js");
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
        TusJs tusJs = new TusJs(directory);
        tusJs.call(List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"), "");
        return tusJs;
    }

    /// Uploads a file.
    ///
    /// @param options of the client, as JSON
    /// @return the upload's `url`, and how many `retries` it took
    JsonNode upload(String endpoint, String token, Path file, String options) {
        List<String> lines = call(
                List.of("node", "upload.mjs", endpoint, file.toAbsolutePath().toString(), options), token);
        return JsonMapper.shared().readTree(lines.getLast());
    }

    private List<String> call(List<String> command, String input) {
        try {
            Path output = Files.createTempFile(directory, "output", ".txt");
            Path errors = Files.createTempFile(directory, "errors", ".txt");
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectError(errors.toFile())
                    .redirectOutput(output.toFile())
                    .start();
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
            if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command.getFirst() + " did not end: " + Files.readString(errors));
            }
            if (process.exitValue() != 0) {
                throw new AssertionError(command.getFirst() + " failed: " + Files.readString(errors));
            }
            return Files.readAllLines(output);
        } catch (IOException e) {
            throw new AssertionError("this test needs Node.js 20 or newer with npm on the PATH", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
