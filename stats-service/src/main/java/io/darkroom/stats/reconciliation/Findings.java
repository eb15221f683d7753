package io.darkroom.stats.reconciliation;

import io.darkroom.store.ListedRaw;
import java.util.List;

/// What one comparison found.
///
/// @param originals how many were compared
/// @param unaccounted how many of them have no fact
/// @param first the first of those, at most [#MOST_KEPT]
record Findings(long originals, long unaccounted, List<ListedRaw> first) {

    /// How many are kept one by one. That is a bound on memory; if there are more, looking at the
    /// first will do.
    static final int MOST_KEPT = 1000;

    /// Copies the list.
    Findings {
        first = List.copyOf(first);
    }
}
