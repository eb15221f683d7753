package io.darkroom.local.lifecycle;

/// What one sweep did.
///
/// @param expiredObjects how many objects it found expired and deleted
/// @param abortedUploads how many unfinished uploads it aborted
/// @param failedBuckets how many buckets it could not sweep to the end; the next sweep tries again
public record Swept(int expiredObjects, int abortedUploads, int failedBuckets) {

    Swept plus(Swept other) {
        return new Swept(
                expiredObjects + other.expiredObjects,
                abortedUploads + other.abortedUploads,
                failedBuckets + other.failedBuckets);
    }
}
