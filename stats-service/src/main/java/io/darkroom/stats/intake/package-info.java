/// Reads image events from Kafka and counts them; what cannot be read becomes a dead letter.
@NullMarked
package io.darkroom.stats.intake;

import org.jspecify.annotations.NullMarked;
