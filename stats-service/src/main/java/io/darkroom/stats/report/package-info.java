/// The numbers over REST, as JSON or CSV.
@NullMarked
package io.darkroom.stats.report;

import org.jspecify.annotations.NullMarked;
