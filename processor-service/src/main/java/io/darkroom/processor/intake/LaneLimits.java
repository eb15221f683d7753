package io.darkroom.processor.intake;

/// How much a lane may hold.
///
/// @param inFlight images worked on at a time, including those that wait for a worker or for the store
/// @param maxUnfinished records read and not done beyond which reading pauses; it goes on at half of it
/// @param maxUncommitted records read and not acknowledged beyond which reading pauses: so many may be
///     delivered again after a crash, while one slow image holds up the acknowledgement of those behind it
public record LaneLimits(int inFlight, int maxUnfinished, int maxUncommitted) {

    /// How many records one poll may bring beyond the limits.
    static final int MAX_POLL_RECORDS = 50;

    private static final int MAX_UNCOMMITTED = 5_000;

    /// Limits that keep the places filled while reading is paused.
    public static LaneLimits of(int inFlight) {
        return new LaneLimits(inFlight, Math.max(4 * inFlight, MAX_POLL_RECORDS), MAX_UNCOMMITTED);
    }
}
