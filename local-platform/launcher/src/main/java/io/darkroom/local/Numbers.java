package io.darkroom.local;

import io.darkroom.servers.LocalDatabase;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What became of images, as an analyst sees it: read with the analysts' role from their views.
final class Numbers {

    private static final String ENDED =
            "select count(*) from bi.images where image_id = any (?) and outcome <> 'IN_FLIGHT'";
    private static final String OUTCOMES = """
            select customer_id, media_type, outcome || coalesce(' ' || failure_code, '') as outcome, count(*) as images
            from bi.images group by 1, 2, 3 order by 1, 2, 3
            """;
    private static final String BALANCE = """
            select coalesce(sum(accepted), 0), coalesce(sum(processed), 0), coalesce(sum(failed), 0),
                coalesce(sum(in_flight), 0)
            from bi.balance
            """;

    private final String jdbcUrl;

    /// @param jdbcUrl where the database is
    Numbers(String jdbcUrl) {
        this.jdbcUrl = jdbcUrl;
    }

    /// What became of a customer's images of a media type.
    record Outcomes(String customerId, @Nullable String mediaType, String outcome, long images) {}

    /// What came in against what became of it.
    record Balance(long accepted, long processed, long failed, long inFlight) {

        boolean isClosed() {
            return accepted == processed + failed + inFlight;
        }
    }

    /// How many of some images have come to an end.
    long ended(Collection<UUID> images) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(ENDED)) {
            Array ids = connection.createArrayOf("uuid", images.toArray());
            statement.setArray(1, ids);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    List<Outcomes> outcomes() throws SQLException {
        List<Outcomes> outcomes = new ArrayList<>();
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(OUTCOMES);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                outcomes.add(new Outcomes(rows.getString(1), rows.getString(2), rows.getString(3), rows.getLong(4)));
            }
        }
        return outcomes;
    }

    Balance balance() throws SQLException {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(BALANCE);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return new Balance(rows.getLong(1), rows.getLong(2), rows.getLong(3), rows.getLong(4));
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl, LocalDatabase.BI_ROLE, LocalDatabase.BI_ROLE);
    }
}
