package io.darkroom.local.lifecycle;

import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One sweep of one bucket at one moment.
final class BucketSweep {

    private final SweptBucket bucket;
    private final Instant now;
    private int expiredObjects;
    private int abortedUploads;

    BucketSweep(SweptBucket bucket, Instant now) {
        this.bucket = bucket;
        this.now = now;
    }

    Swept run() {
        for (SweepRule rule : bucket.rules()) {
            switch (rule) {
                case SweepRule.ExpireObjects _ -> eachPageOfDue(rule, bucket::objects, this::delete);
                case SweepRule.AbortUploads _ -> eachPageOfDue(rule, bucket::uploads, this::abort);
            }
        }
        return new Swept(expiredObjects, abortedUploads, 0);
    }

    private void eachPageOfDue(
            SweepRule rule, BiFunction<String, @Nullable String, AgedPage> listing, Consumer<List<AgedItem>> action) {
        String next = null;
        do {
            AgedPage page = listing.apply(rule.prefix(), next);
            List<AgedItem> due = page.items().stream()
                    .filter(item -> rule.isDue(item.since(), now))
                    .toList();
            if (!due.isEmpty()) {
                action.accept(due);
            }
            next = page.next();
        } while (next != null);
    }

    private void delete(List<AgedItem> objects) {
        bucket.delete(objects);
        expiredObjects += objects.size();
    }

    private void abort(List<AgedItem> uploads) {
        uploads.forEach(bucket::abort);
        abortedUploads += uploads.size();
    }
}
