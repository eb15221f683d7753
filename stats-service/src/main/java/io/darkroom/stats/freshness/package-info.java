/// Measures up to when the numbers are complete.
@NullMarked
package io.darkroom.stats.freshness;

import org.jspecify.annotations.NullMarked;
