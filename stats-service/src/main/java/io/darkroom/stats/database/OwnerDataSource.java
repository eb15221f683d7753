package io.darkroom.stats.database;

import com.zaxxer.hikari.util.Credentials;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.springframework.jdbc.datasource.AbstractDataSource;

/// Connections of the owner of the tables, who migrates at the start: a few, each opened anew.
final class OwnerDataSource extends AbstractDataSource {

    private final String jdbcUrl;
    private final RdsLogin login;

    OwnerDataSource(String jdbcUrl, RdsLogin login) {
        this.jdbcUrl = jdbcUrl;
        this.login = login;
    }

    String jdbcUrl() {
        return jdbcUrl;
    }

    RdsLogin login() {
        return login;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Credentials credentials = login.getCredentials();
        return getConnection(credentials.getUsername(), credentials.getPassword());
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return DriverManager.getConnection(jdbcUrl, user, password);
    }
}
