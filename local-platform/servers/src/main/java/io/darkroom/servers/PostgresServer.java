package io.darkroom.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// A PostgreSQL server. Rows that it has committed survive a kill of its process.
public final class PostgresServer extends LocalServer {

    private static final String SUPERUSER = "postgres";

    private final Path binaries;

    /// @param directory where it keeps its data; created if new
    /// @param port the port, or 0 for any free one
    /// @param binaries where the server's programs are unpacked; can be shared
    public PostgresServer(Path directory, int port, Path binaries) {
        super("PostgreSQL", directory, port);
        this.binaries = binaries.toAbsolutePath();
    }

    /// The JDBC address of a database.
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port(), database);
    }

    /// A connection of the superuser.
    ///
    /// @throws SQLException if there is none to be had
    public Connection superuser(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database) + "?connectTimeout=5&user=" + SUPERUSER);
    }

    /// The id of the server's own first process; the one of [#pid()] watches over it and ends with it.
    public Optional<Long> postmasterPid() {
        try {
            return Files.readAllLines(directory().resolve("data").resolve("postmaster.pid")).stream()
                    .findFirst()
                    .map(line -> Long.valueOf(line.strip()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    protected JavaProgram program() {
        return new JavaProgram(
                Programs.classPath("postgres-server"),
                "io.darkroom.postgres.PostgresProgram",
                // It only waits for the server; unpacking the server's programs needs the most.
                List.of("-Xms8m", "-Xmx48m", JavaProgram.QUICK_COMPILER));
    }

    @Override
    protected List<String> arguments() {
        return List.of(directory().resolve("data").toString(), Integer.toString(port()), binaries.toString());
    }

    @Override
    protected void probe() throws SQLException {
        try (Connection connection = superuser("postgres")) {
            connection.createStatement().execute("select 1");
        }
    }
}
