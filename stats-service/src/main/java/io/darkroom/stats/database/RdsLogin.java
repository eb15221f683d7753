package io.darkroom.stats.database;

import com.zaxxer.hikari.HikariCredentialsProvider;
import com.zaxxer.hikari.util.Credentials;
import java.net.URI;
import software.amazon.awssdk.services.rds.RdsUtilities;

/// Logs in to RDS: instead of a password a signed request that says who we are, made from the task's own credentials
/// without asking anybody. One is good for 15 minutes and asked for at each new connection. Thread-safe.
///
/// Needs the IAM action `rds-db:connect` on the database user, and the user the role `rds_iam`.
final class RdsLogin implements HikariCredentialsProvider {

    private static final String JDBC = "jdbc:";
    private static final int USUAL_PORT = 5432;

    private final RdsUtilities rds;
    private final String user;
    private final String host;
    private final int port;

    /// @param rds signs with our credentials, for our region
    /// @param jdbcUrl of the database: the token is good for its host and port only
    /// @param user the database user
    RdsLogin(RdsUtilities rds, String jdbcUrl, String user) {
        if (!jdbcUrl.startsWith(JDBC)) {
            throw new IllegalArgumentException("not a JDBC address: " + jdbcUrl);
        }
        URI address = URI.create(jdbcUrl.substring(JDBC.length()));
        this.rds = rds;
        this.user = user;
        this.host = address.getHost();
        this.port = address.getPort() < 0 ? USUAL_PORT : address.getPort();
    }

    @Override
    public Credentials getCredentials() {
        return Credentials.of(user, token());
    }

    /// A fresh token.
    String token() {
        return rds.generateAuthenticationToken(
                request -> request.hostname(host).port(port).username(user));
    }
}
