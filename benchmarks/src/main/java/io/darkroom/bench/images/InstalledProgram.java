package io.darkroom.bench.images;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Programs that this machine may or may not have.
final class InstalledProgram {

    private InstalledProgram() {}

    /// The first line that a program says of its version; nothing if there is no such program.
    ///
    /// @param option asks for it
    static Optional<String> version(String program, String option) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(program, option)
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException _) {
            return Optional.empty();
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? said.lines().findFirst() : Optional.empty();
    }
}
