/// The contract for image code: what a processor gets, what it answers. Nothing but the JDK is needed to
/// implement it.
@NullMarked
package io.darkroom.processor.api;

import org.jspecify.annotations.NullMarked;
