/// The two lanes by which images come to be processed: records are read, handed on without ever
/// blocking the reading, and acknowledged in order.
@NullMarked
package io.darkroom.processor.intake;

import org.jspecify.annotations.NullMarked;
