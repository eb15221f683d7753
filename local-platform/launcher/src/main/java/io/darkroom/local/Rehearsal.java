package io.darkroom.local;

import io.darkroom.servers.ServerFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
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
            Thread interrupted = new Thread(() -> abandon(platform, directory), "rehearsal-stop");
            Runtime.getRuntime().addShutdownHook(interrupted);
            try {
                platform.start();
            } catch (ServerFailedException e) {
                if (Launcher.isStopping()) {
                    throw e;
                }
                // What really is in the way will show, and be told, at the start that follows.
                console.warn("The rehearsal failed, so starts stay slow: " + e.getMessage());
            } finally {
                platform.stop();
            }
            forget(interrupted);
        } finally {
            remove(directory);
        }
    }

    // Whoever waits in the middle of the rehearsal is not waited for when the program is being stopped.
    private static void abandon(Platform platform, Path directory) {
        Launcher.stop(platform);
        try {
            remove(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static synchronized void remove(Path directory) throws IOException {
        if (Files.exists(directory)) {
            Directories.empty(directory);
            Files.delete(directory);
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // The program is being stopped: the hook runs already.
        }
    }
}
