package io.darkroom.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Asks the analysts' view how many images have come to an end.
final class Ended implements AutoCloseable {

    private static final String COUNT = "select count(*) from bi.images where image_id = any (?) and outcome = ?";

    private final PlatformDescription.Database database;
    private @Nullable Connection connection;

    Ended(PlatformDescription.Database database) {
        this.database = database;
    }

    long processed(Collection<UUID> images) throws SQLException {
        return count(images, "PROCESSED");
    }

    long failed(Collection<UUID> images) throws SQLException {
        return count(images, "FAILED");
    }

    private long count(Collection<UUID> images, String outcome) throws SQLException {
        Connection open = connection();
        try (PreparedStatement statement = open.prepareStatement(COUNT)) {
            statement.setArray(1, open.createArrayOf("uuid", images.toArray()));
            statement.setString(2, outcome);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private Connection connection() throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
            connection = open;
        }
        return open;
    }

    @Override
    public void close() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            // Nothing was written.
        }
    }
}
