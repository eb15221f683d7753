/// The built-in processor `inspect`: what an image is, in words and numbers. Start at
/// [io.darkroom.processors.inspect.InspectProcessor].
@NullMarked
package io.darkroom.processors.inspect;

import org.jspecify.annotations.NullMarked;
