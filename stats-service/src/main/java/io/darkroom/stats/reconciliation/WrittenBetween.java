package io.darkroom.stats.reconciliation;

import io.darkroom.store.ListedRaw;
import java.time.Instant;

/// Which originals must have a fact: those written in this time.
///
/// @param from the first moment; of what was written before, the facts may have been dropped
/// @param until the moment after the last; of what was written later, the event may be on its way
record WrittenBetween(Instant from, Instant until) {

    boolean includes(ListedRaw original) {
        return !original.writtenAt().isBefore(from) && original.writtenAt().isBefore(until);
    }
}
