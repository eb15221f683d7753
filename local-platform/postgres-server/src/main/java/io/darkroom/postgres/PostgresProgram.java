package io.darkroom.postgres;

import java.nio.file.Path;

/// Runs a PostgreSQL server on a data directory and ends with it, or it with this program.
///
/// Arguments: data directory, port, directory that keeps the unpacked binaries.
public final class PostgresProgram {

    private PostgresProgram() {}

    public static void main(String[] arguments) throws Exception {
        Path data = Path.of(arguments[0]).toAbsolutePath();
        Cluster cluster = new Cluster(Installation.unpackedBelow(Path.of(arguments[2])), data);
        cluster.endServerLeftBehind();
        cluster.createIfMissing();
        Process server = cluster.start(Integer.parseInt(arguments[1]));
        // The server's end is this program's end; whoever started it decides what follows.
        System.exit(server.waitFor());
    }
}
