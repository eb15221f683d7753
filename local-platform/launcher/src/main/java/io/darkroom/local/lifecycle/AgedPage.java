package io.darkroom.local.lifecycle;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of a listing.
///
/// @param items in the order of their keys
/// @param next names the page after this one; null if this is the last
record AgedPage(List<AgedItem> items, @Nullable String next) {

    AgedPage {
        items = List.copyOf(items);
    }
}
