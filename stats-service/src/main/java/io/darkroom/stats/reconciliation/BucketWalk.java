package io.darkroom.stats.reconciliation;

import io.darkroom.events.ImageId;
import io.darkroom.store.ImageStore;
import io.darkroom.store.ListedRaw;
import io.darkroom.store.RawPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Goes through all originals once, page by page, and asks for the facts of each page. Holds one page
/// and the first findings, however many originals there are.
final class BucketWalk {

    private final ImageStore store;
    private final AccountedImages accounted;
    private final WrittenBetween time;

    private final List<ListedRaw> first = new ArrayList<>();
    private long originals;
    private long unaccounted;

    BucketWalk(ImageStore store, AccountedImages accounted, WrittenBetween time) {
        this.store = store;
        this.accounted = accounted;
        this.time = time;
    }

    Findings walk() {
        RawPage page = store.listRaw(null);
        compare(page);
        while (page.next() != null) {
            page = store.listRaw(page.next());
            compare(page);
        }
        return new Findings(originals, unaccounted, first);
    }

    private void compare(RawPage page) {
        List<ListedRaw> due = page.originals().stream().filter(time::includes).toList();
        if (due.isEmpty()) {
            return;
        }
        Set<ImageId> known = accounted.among(due);
        List<ListedRaw> missing = due.stream()
                .filter(original -> !known.contains(original.key().imageId()))
                .toList();
        originals += due.size();
        unaccounted += missing.size();
        missing.stream().limit(Findings.MOST_KEPT - first.size()).forEach(first::add);
    }
}
