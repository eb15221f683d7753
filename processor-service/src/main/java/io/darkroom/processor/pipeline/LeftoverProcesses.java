package io.darkroom.processor.pipeline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Processes that image code started and that outlived a killed platform: a worker itself dies with it,
/// what it started may not. They are known by their temporary directory, which they inherited.
final class LeftoverProcesses {

    private static final Logger log = LoggerFactory.getLogger(LeftoverProcesses.class);

    private LeftoverProcesses() {}

    /// Kills every process of this user whose `TMPDIR` lies in a directory. Does nothing where there is no
    /// `/proc`.
    static void killIn(Path directory) {
        ProcessHandle.allProcesses()
                .filter(process -> livesIn(directory, process))
                .forEach(process -> {
                    log.atInfo()
                            .addKeyValue("pid", process.pid())
                            .log("Killing what a killed process's worker left running");
                    process.destroyForcibly();
                });
    }

    private static boolean livesIn(Path directory, ProcessHandle process) {
        try {
            byte[] environment = Files.readAllBytes(Path.of("/proc/" + process.pid() + "/environ"));
            return ("\0" + new String(environment, StandardCharsets.UTF_8)).contains("\0TMPDIR=" + directory + "/");
        } catch (IOException e) {
            // Gone, or another user's.
            return false;
        }
    }
}
