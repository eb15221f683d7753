package io.darkroom.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A PostgreSQL data directory and the server on it.
///
/// @param installation whose programs work on it
/// @param data the directory; need not exist
record Cluster(Installation installation, Path data) {

    // Kill tests are void without the first three. The rest keeps the server on this machine, and small.
    private static final Map<String, String> SETTINGS = Map.of(
            "fsync", "on",
            "synchronous_commit", "on",
            "full_page_writes", "on",
            "listen_addresses", "127.0.0.1",
            "unix_socket_directories", "",
            "timezone", "UTC",
            "shared_buffers", "64MB");

    // Every role by password, so that a role can do here what it can do on a real server. The superuser, who sets up
    // the others, without one: only this machine can reach the server at all.
    private static final String ACCESS_RULES = """
            host all postgres 127.0.0.1/32 trust
            host all all      127.0.0.1/32 scram-sha-256
            """;

    // The processes of a killed server hold its shared memory a moment longer than it lives; until then a new one
    // refuses to start, which it says with this exit code.
    private static final int REFUSED_TO_START = 1;
    private static final int START_ATTEMPTS = 40;
    private static final Duration START_PAUSE = Duration.ofMillis(250);
    private static final Duration START_WATCH = Duration.ofMinutes(1);

    void endServerLeftBehind() throws IOException, InterruptedException {
        Postmaster.of(data).ifPresent(Postmaster::end);
    }

    // A directory that is there is complete: it is created under another name.
    void createIfMissing() throws IOException, InterruptedException {
        if (Files.isDirectory(data)) {
            return;
        }
        Files.createDirectories(data.getParent());
        Path fresh = Files.createTempDirectory(data.getParent(), "creating-");
        Process creation = installation
                .command(
                        "initdb",
                        List.of(
                                "--pgdata=" + fresh,
                                "--username=postgres",
                                "--auth=trust",
                                "--encoding=UTF8",
                                "--locale-provider=builtin",
                                "--builtin-locale=C.UTF-8",
                                "--no-sync"))
                .start();
        if (creation.waitFor() != 0) {
            throw new IOException("initdb ended with " + creation.exitValue()
                    + ". As root it needs user namespaces (unshare --user); otherwise run as another user.");
        }
        Files.writeString(fresh.resolve("pg_hba.conf"), ACCESS_RULES);
        Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
    }

    /// Starts the server; it is stopped in order when this program ends.
    Process start(int port) throws IOException, InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "postgres-stop"));
        Process server = installation.command("postgres", arguments(port)).start();
        for (int attempt = 1; attempt < START_ATTEMPTS && refusesToStart(server); attempt++) {
            Thread.sleep(START_PAUSE);
            server = installation.command("postgres", arguments(port)).start();
        }
        return server;
    }

    private static boolean refusesToStart(Process server) throws InterruptedException {
        return server.waitFor(START_WATCH) && server.exitValue() == REFUSED_TO_START;
    }

    private List<String> arguments(int port) {
        List<String> arguments = new ArrayList<>(List.of("-D", data.toString(), "-p", Integer.toString(port)));
        SETTINGS.forEach((name, value) -> arguments.addAll(List.of("-c", name + "=" + value)));
        return arguments;
    }

    private void stop() {
        try {
            installation
                    .command("pg_ctl", List.of("stop", "-D", data.toString(), "-m", "fast", "-t", "20", "-s"))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            System.err.println("The PostgreSQL server could not be stopped: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
