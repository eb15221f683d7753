package io.darkroom.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of the listing of originals.
///
/// @param originals in the order of their keys, at most [#MOST_ORIGINALS]
/// @param next what the next page is asked for by; null: this is the last one
public record RawPage(List<ListedRaw> originals, @Nullable String next) {

    /// How many originals a page has at most: as many as S3 tells at a time.
    public static final int MOST_ORIGINALS = 1000;

    /// Copies the list.
    public RawPage {
        originals = List.copyOf(originals);
    }
}
