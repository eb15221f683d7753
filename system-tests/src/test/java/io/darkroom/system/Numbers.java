package io.darkroom.system;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What an analyst reads from Postgres, with the analysts' own role.
final class Numbers {

    private final String jdbcUrl;
    private final String user;
    private final String password;

    Numbers(String jdbcUrl, String user, String password) {
        this.jdbcUrl = jdbcUrl;
        this.user = user;
        this.password = password;
    }

    /// The balance over all customers and hours.
    Balance balance() throws SQLException {
        try (Connection database = connect();
                PreparedStatement query = database.prepareStatement("""
                        select coalesce(sum(accepted), 0), coalesce(sum(processed), 0), coalesce(sum(failed), 0),
                               coalesce(sum(in_flight), 0), coalesce(bool_and(balanced), true)
                          from bi.balance
                        """);
                ResultSet row = query.executeQuery()) {
            row.next();
            return new Balance(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getBoolean(5));
        }
    }

    /// How many facts there are for each image of a customer, by outcome: `imageId outcome` to a count.
    Map<String, Integer> facts() throws SQLException {
        try (Connection database = connect();
                PreparedStatement query = database.prepareStatement(
                        "select image_id::text, outcome, count(*) from bi.images group by image_id, outcome");
                ResultSet row = query.executeQuery()) {
            Map<String, Integer> facts = new HashMap<>();
            while (row.next()) {
                facts.put(row.getString(1) + " " + row.getString(2), row.getInt(3));
            }
            return facts;
        }
    }

    /// The outcomes of all ended images, with the failure's code if there is one, by image id.
    Map<String, List<String>> endsWithCodes() throws SQLException {
        try (Connection database = connect();
                PreparedStatement query = database.prepareStatement("""
                        select image_id::text, concat_ws(' ', outcome, failure_code) from bi.images
                         where outcome in ('PROCESSED', 'FAILED')
                        """);
                ResultSet row = query.executeQuery()) {
            Map<String, List<String>> ends = new HashMap<>();
            while (row.next()) {
                ends.computeIfAbsent(row.getString(1), _ -> new ArrayList<>()).add(row.getString(2));
            }
            return ends;
        }
    }

    /// The outcome of an image, `IN_FLIGHT` before it has one; empty if it is not counted at all.
    String outcomeOf(String id) throws SQLException {
        return text("select outcome from bi.images where image_id = ?::uuid", id);
    }

    /// The outcome of an ended image and the failure's code, if it has one; empty before its end.
    String outcomeAndCodeOf(String id) throws SQLException {
        return text("""
                select concat_ws(' ', outcome, failure_code) from bi.images
                 where image_id = ?::uuid and outcome in ('PROCESSED', 'FAILED')
                """, id);
    }

    /// By which door an image came.
    String channelOf(String id) throws SQLException {
        return text("select channel from bi.images where image_id = ?::uuid", id);
    }

    /// What an image was recognised to be.
    String categoryOf(String id) throws SQLException {
        return text("select category from bi.images where image_id = ?::uuid", id);
    }

    /// How many facts an image has.
    int countOf(String id) throws SQLException {
        return Integer.parseInt(text("select count(*)::text from bi.images where image_id = ?::uuid", id));
    }

    /// Whose image lies in the bucket without an event; empty if the last comparison found it to have
    /// one.
    String customerOfUnaccounted(String id) throws SQLException {
        return text("select customer_id from bi.unaccounted where image_id = ?::uuid", id);
    }

    /// In how many places the rollups differ from the aggregate of the facts.
    int rollupDifferences() throws SQLException {
        return Integer.parseInt(text("select count(*)::text from bi.rollup_check where ? <> ''", "all"));
    }

    private String text(String sql, String parameter) throws SQLException {
        try (Connection database = connect();
                PreparedStatement query = database.prepareStatement(sql)) {
            query.setString(1, parameter);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? String.valueOf(row.getString(1)) : "";
            }
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl, user, password);
    }

    /// Accepted = processed + failed + in flight.
    record Balance(long accepted, long processed, long failed, long inFlight, boolean balanced) {}
}
