package io.darkroom.store;

import java.time.Duration;
import java.time.Instant;

/// How long objects are kept: at least so many days, then a lifecycle rule of the bucket expires them.
///
/// @param days at least [#MINIMUM_DAYS]
public record Retention(int days) {

    /// The promise to customers.
    public static final int MINIMUM_DAYS = 7;

    /// @throws IllegalArgumentException if it is shorter than promised
    public Retention {
        if (days < MINIMUM_DAYS) {
            throw new IllegalArgumentException("retention must be at least " + MINIMUM_DAYS + " days");
        }
    }

    /// Until when an object written now is kept at least. (S3 rounds its expiry up to the next midnight
    /// UTC.)
    public Instant keptUntil(Instant writtenAt) {
        return writtenAt.plus(Duration.ofDays(days));
    }
}
