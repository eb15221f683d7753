package io.darkroom.local.lifecycle;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A bucket, as far as the sweeper needs it.
interface SweptBucket {

    /// Its name.
    String name();

    /// What its enabled lifecycle rules ask for, as they stand now.
    List<SweepRule> rules();

    /// Objects whose keys begin with the prefix.
    ///
    /// @param page what the page before named as next; null for the first
    AgedPage objects(String prefix, @Nullable String page);

    /// Uploads of keys that begin with the prefix.
    ///
    /// @param page what the page before named as next; null for the first
    AgedPage uploads(String prefix, @Nullable String page);

    /// Deletes objects of one page, unless they were replaced since they were listed.
    void delete(List<AgedItem> objects);

    /// Aborts an upload; nothing happens if it is gone.
    void abort(AgedItem upload);
}
