package io.darkroom.processor.intake;

/// How much a lane may hold.
///
/// @param inFlight images worked on at a time, including those that wait for a worker or for the store
/// @param readAhead records read and not acknowledged beyond which reading pauses. So far a customer's
///     image is seen behind the images of others; and so many may be delivered again after a crash,
///     while one slow image holds up the acknowledgement of those behind it
public record LaneLimits(int inFlight, int readAhead) {

    /// How many records one poll may bring beyond the limits.
    static final int MAX_POLL_RECORDS = 50;

    /// How many may be left when the reading goes on: as soon as there is room for what a poll brings.
    int resumeAt() {
        return Math.max(readAhead - MAX_POLL_RECORDS, readAhead / 2);
    }
}
