package io.darkroom.stats.watch;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Reads the balance of the last days, as long as results are kept.
@Repository
class BalanceRepository {

    /// @param unbalanced how many images lack a beginning, or have one too many
    /// @param inFlight how many have not come to an end
    record Balance(long unbalanced, long inFlight) {}

    private final JdbcClient jdbc;

    BalanceRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Balance balance() {
        return jdbc.sql("""
                        select coalesce(sum(abs(accepted - processed - failed - in_flight)), 0) as unbalanced,
                            coalesce(sum(in_flight), 0) as in_flight
                        from bi.balance
                        where received_hour >= now() - interval '8 days'
                        """).query(Balance.class).single();
    }
}
