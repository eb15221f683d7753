package io.darkroom.stats;

import com.zaxxer.hikari.HikariDataSource;
import io.darkroom.servers.Infrastructure;
import io.darkroom.servers.LocalDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The migrated database, as each of its roles sees it.
public final class TestDatabase {

    private static final DataSource OWNER = dataSource(LocalDatabase.NAME);
    private static final DataSource SERVICE = dataSource(LocalDatabase.STATS_ROLE);
    private static final DataSource ANALYST = dataSource(LocalDatabase.BI_ROLE);

    static {
        migrate();
    }

    private TestDatabase() {}

    /// As the owner of the tables.
    public static JdbcClient owner() {
        return JdbcClient.create(OWNER);
    }

    /// A connection of the owner that does not commit by itself; to be closed.
    public static Connection ownerConnection() throws SQLException {
        Connection connection = OWNER.getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    /// As the service.
    public static JdbcClient service() {
        return JdbcClient.create(SERVICE);
    }

    /// As an analyst.
    public static JdbcClient analyst() {
        return JdbcClient.create(ANALYST);
    }

    /// Forgets all images.
    public static void clear() {
        // Quicker than truncating dozens of empty partitions.
        owner().sql("with images as (delete from stats.image), hours as (delete from stats.image_hourly) "
                        + "delete from stats.image_daily")
                .update();
    }

    private static DataSource dataSource(String role) {
        HikariDataSource pool = new HikariDataSource();
        // Nothing that these tests commit has to outlive the server.
        pool.setJdbcUrl(Infrastructure.shared().jdbcUrl() + "?options=-c%20synchronous_commit=off");
        pool.setUsername(role);
        pool.setPassword(role);
        pool.setMaximumPoolSize(8);
        pool.setMinimumIdle(0);
        pool.setInitializationFailTimeout(-1);
        return pool;
    }

    private static void migrate() {
        Flyway.configure()
                .dataSource(OWNER)
                .schemas("stats")
                .placeholders(Map.of(
                        "service-role", LocalDatabase.STATS_ROLE,
                        "service-password", LocalDatabase.STATS_ROLE,
                        "bi-reader-password", LocalDatabase.BI_ROLE))
                .load()
                .migrate();
    }
}
