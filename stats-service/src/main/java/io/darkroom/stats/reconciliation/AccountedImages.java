package io.darkroom.stats.reconciliation;

import io.darkroom.events.ImageId;
import io.darkroom.store.ListedRaw;
import java.util.List;
import java.util.Set;

/// Knows which images have a fact.
interface AccountedImages {

    /// Those of the originals that have one.
    Set<ImageId> among(List<ListedRaw> originals);
}
