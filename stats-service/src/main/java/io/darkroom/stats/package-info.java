/// Counts every image: events to facts and rollups in Postgres, and those to numbers over REST and in views.
@NullMarked
package io.darkroom.stats;

import org.jspecify.annotations.NullMarked;
