package io.darkroom.local.lifecycle;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// One action of an enabled lifecycle rule of a bucket.
sealed interface SweepRule {

    /// How keys must begin; empty for all.
    String prefix();

    /// After how many days.
    int days();

    /// Objects are deleted so many days after they were written.
    record ExpireObjects(String prefix, int days) implements SweepRule {}

    /// Multipart uploads that were not completed are aborted so many days after they were begun.
    record AbortUploads(String prefix, int days) implements SweepRule {}

    /// When the rule applies to what came about at a time: S3 adds the days and goes on to the next midnight UTC, a
    /// whole day if it is midnight then.
    ///
    /// (Amazon S3 User Guide, "Lifecycle configuration elements", "Lifecycle rules: Based on an object's age".)
    default Instant due(Instant since) {
        LocalDate reached = LocalDate.ofInstant(since, ZoneOffset.UTC).plusDays(days());
        return reached.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    default boolean isDue(Instant since, Instant now) {
        return !now.isBefore(due(since));
    }
}
