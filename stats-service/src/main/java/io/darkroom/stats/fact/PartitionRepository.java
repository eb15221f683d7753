package io.darkroom.stats.fact;

import java.time.LocalDate;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The partitions of the facts, one a day.
@Repository
public class PartitionRepository {

    private final JdbcClient jdbc;
    private final Set<LocalDate> known = ConcurrentHashMap.newKeySet();

    PartitionRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Makes the partition of a day if it is missing; asks the database once a day.
    ///
    /// @return false if the facts of the day were dropped: an event of theirs must not be counted again
    public boolean ensure(LocalDate day) {
        if (known.contains(day)) {
            return true;
        }
        boolean exists = jdbc.sql("select stats.ensure_image_partition(?)")
                .param(day)
                .query(Boolean.class)
                .single();
        if (exists) {
            known.add(day);
        }
        return exists;
    }

    /// Drops the facts of all days before this one.
    ///
    /// @return how many partitions that were
    int dropBefore(LocalDate day) {
        known.removeIf(other -> other.isBefore(day));
        return jdbc.sql("select stats.drop_image_partitions(?)")
                .param(day)
                .query(Integer.class)
                .single();
    }
}
