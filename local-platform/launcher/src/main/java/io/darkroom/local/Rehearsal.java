package io.darkroom.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A run of the whole platform on data that are thrown away, so that every program's start is recorded and all later
/// starts are quick. Needed once per build.
final class Rehearsal {

    private Rehearsal() {}

    /// Rehearses if a recording is missing.
    static void runIfNeeded(Checkout checkout, Console console) throws IOException {
        Path directory = Files.createTempDirectory("darkroom-rehearsal-");
        try (DataDirectory data = DataDirectory.open(directory, false)) {
            Platform platform = new Platform(LauncherOptions.onFreePorts(directory), data, checkout, console.quiet());
            if (!platform.recordStarts()) {
                return;
            }
            console.progress("Rehearsing, so that later starts are quick (once per build)");
            Thread interrupted = new Thread(platform::stop, "rehearsal-stop");
            Runtime.getRuntime().addShutdownHook(interrupted);
            try {
                platform.start();
            } finally {
                platform.stop();
            }
            Runtime.getRuntime().removeShutdownHook(interrupted);
        } finally {
            Directories.empty(directory);
            Files.delete(directory);
        }
    }
}
