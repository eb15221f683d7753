/// The facts, one row per image, and the rollups that are their aggregate.
@NullMarked
package io.darkroom.stats.fact;

import org.jspecify.annotations.NullMarked;
