package io.darkroom.servers;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// Darkroom's database and roles on a local server: the owner, who migrates; the statistics service; the analysts.
/// Every role's password is its name. What a role may see is the migrations' business.
public final class LocalDatabase {

    /// The database, and the role that owns it.
    public static final String NAME = "darkroom";

    /// The statistics service's role.
    public static final String STATS_ROLE = "darkroom_stats";

    /// The analysts' role.
    public static final String BI_ROLE = "bi_reader";

    private LocalDatabase() {}

    /// Creates what is not there yet.
    ///
    /// @throws ServerFailedException if the server refuses
    public static void create(PostgresServer server) {
        try (Connection connection = server.superuser("postgres")) {
            create(connection);
        } catch (SQLException e) {
            throw new ServerFailedException("The database cannot be set up: " + e.getMessage(), e);
        }
    }

    /// Creates what is not there yet.
    ///
    /// @param connection a superuser's; it stays open
    /// @throws ServerFailedException if the server refuses
    public static void create(Connection connection) {
        try {
            // The owner's migrations grant rights to the others, so it must be able to administer them.
            createRole(connection, NAME, "createrole");
            createRole(connection, STATS_ROLE, "");
            createRole(connection, BI_ROLE, "");
            if (!exists(connection, "select 1 from pg_database where datname = ?", NAME)) {
                execute(connection, "create database " + NAME + " owner " + NAME);
            }
            execute(connection, "grant %s, %s to %s with admin option".formatted(STATS_ROLE, BI_ROLE, NAME));
        } catch (SQLException e) {
            throw new ServerFailedException("The database cannot be set up: " + e.getMessage(), e);
        }
    }

    private static void createRole(Connection connection, String role, String attributes) throws SQLException {
        if (!exists(connection, "select 1 from pg_roles where rolname = ?", role)) {
            execute(connection, "create role %1$s login password '%1$s' %2$s".formatted(role, attributes));
        }
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void execute(Connection connection, String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }
}
