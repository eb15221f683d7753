package io.darkroom.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerIT {

    private static final int ROWS = 200;

    @TempDir
    static Path binaries;

    @TempDir
    Path directory;

    private PostgresServer server;

    @BeforeEach
    void start() {
        server = new PostgresServer(directory, 0, binaries);
        server.start();
        LocalDatabase.create(server);
    }

    @AfterEach
    void end() {
        server.kill();
    }

    @Test
    void keepsCommittedRowsWhenItIsKilled() throws Exception {
        try (Connection connection = connect("darkroom");
                Statement statement = connection.createStatement()) {
            statement.execute("create table note (id int primary key)");
            for (int id = 0; id < ROWS; id++) {
                statement.execute("insert into note values (" + id + ")");
            }
        }

        server.kill();
        server.start();

        assertThat(query("select count(*) from note")).isEqualTo(Integer.toString(ROWS));
    }

    @Test
    void syncsEachCommit() throws Exception {
        assertThat(query("show fsync")).isEqualTo("on");
        assertThat(query("show synchronous_commit")).isEqualTo("on");
    }

    @Test
    void endsAServerThatWasLeftBehindOnItsDirectory() throws Exception {
        long postmaster = postmaster();
        ProcessHandle guard = ProcessHandle.of(server.pid().orElseThrow()).orElseThrow();
        guard.destroyForcibly();
        guard.onExit().join();
        assertThat(ProcessHandle.of(postmaster)).isPresent();
        PostgresServer next = new PostgresServer(directory, 0, binaries);

        next.start();

        try {
            assertThat(ProcessHandle.of(postmaster).filter(ProcessHandle::isAlive))
                    .isEmpty();
        } finally {
            next.stop();
        }
    }

    @Test
    void asksEachRoleForItsPassword() {
        assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl("darkroom"), "bi_reader", "guess"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password");
    }

    @Test
    void setsUpDatabaseAndRolesOnce() throws Exception {
        LocalDatabase.create(server);

        for (String role : List.of("darkroom", "darkroom_stats", "bi_reader")) {
            try (Connection connection = connect(role)) {
                assertThat(connection.isValid(60)).isTrue();
            }
        }
    }

    private long postmaster() throws Exception {
        return Long.parseLong(Files.readAllLines(directory.resolve("data/postmaster.pid"))
                .getFirst()
                .strip());
    }

    private String query(String query) throws SQLException {
        try (Connection connection = connect("darkroom");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private Connection connect(String role) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(LocalDatabase.NAME), role, role);
    }
}
