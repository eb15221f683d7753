package io.darkroom.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The server process that works on a data directory.
///
/// @param process the running process
record Postmaster(ProcessHandle process) {

    private static final Duration END_DEADLINE = Duration.ofMinutes(1);

    /// The process that the directory's `postmaster.pid` names, if it runs and is a PostgreSQL server: a killed server
    /// leaves the file behind, and its pid may by now be a stranger's.
    static Optional<Postmaster> of(Path data) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(data.resolve("postmaster.pid"));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        return lines.isEmpty()
                ? Optional.empty()
                : ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                        .filter(Postmaster::isServer)
                        .map(Postmaster::new);
    }

    private static boolean isServer(ProcessHandle process) {
        return process.info()
                .command()
                .map(Path::of)
                .filter(command -> command.endsWith("bin/postgres"))
                .isPresent();
    }

    /// Ends a server that someone left behind, with all its processes. The data directory recovers at the next start.
    void end() {
        List<ProcessHandle> all =
                Stream.concat(Stream.of(process), process.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        CompletableFuture.allOf(all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                .orTimeout(END_DEADLINE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
