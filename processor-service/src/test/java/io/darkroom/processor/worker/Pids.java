package io.darkroom.processor.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// Processes that a worker noted in a file.
final class Pids {

    private Pids() {}

    /// The process that a file names; none before the whole line is there.
    static Optional<Long> noted(Path file) throws IOException {
        try {
            String text = Files.readString(file);
            return text.endsWith("\n") ? Optional.of(Long.valueOf(text.strip())) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /// Whether a process runs. A zombie that its new parent has not buried yet is as dead as can be.
    static boolean isRunning(long pid) {
        try {
            return !Files.readString(Path.of("/proc/" + pid + "/stat"))
                    .replaceAll(".*\\) ", "")
                    .startsWith("Z");
        } catch (IOException e) {
            return false;
        }
    }
}
