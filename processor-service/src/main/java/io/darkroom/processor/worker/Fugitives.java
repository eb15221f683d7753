package io.darkroom.processor.worker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Processes that image code started and that left both its group and its descendants, or outlived a killed
/// platform. They are known by their temporary directory, which they inherited.
public final class Fugitives {

    private static final Logger log = LoggerFactory.getLogger(Fugitives.class);

    private Fugitives() {}

    /// Kills every process of this user whose `TMPDIR` is a directory or lies in it. Does nothing where there is no
    /// `/proc`.
    public static void killIn(Path directory) {
        ProcessHandle.allProcesses()
                .filter(process -> livesIn(directory, process))
                .forEach(process -> {
                    log.atInfo().addKeyValue("pid", process.pid()).log("Killing what a worker left running");
                    process.destroyForcibly();
                });
    }

    private static boolean livesIn(Path directory, ProcessHandle process) {
        try {
            byte[] environment = Files.readAllBytes(Path.of("/proc/" + process.pid() + "/environ"));
            String variables = "\0" + new String(environment, StandardCharsets.UTF_8) + "\0";
            String home = "\0TMPDIR=" + directory;
            return variables.contains(home + "\0") || variables.contains(home + "/");
        } catch (IOException e) {
            // Gone, or another user's.
            return false;
        }
    }
}
