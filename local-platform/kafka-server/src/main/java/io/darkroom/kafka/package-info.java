/// A Kafka broker with its controller in one process, for one machine.
@NullMarked
package io.darkroom.kafka;

import org.jspecify.annotations.NullMarked;
