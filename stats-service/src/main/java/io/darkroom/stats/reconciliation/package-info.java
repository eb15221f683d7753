/// Compares the listing of the originals with the facts: finds originals that never became an event.
@NullMarked
package io.darkroom.stats.reconciliation;

import org.jspecify.annotations.NullMarked;
