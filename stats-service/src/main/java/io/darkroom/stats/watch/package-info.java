/// Watches the accounts: gauges to alert on.
@NullMarked
package io.darkroom.stats.watch;

import org.jspecify.annotations.NullMarked;
