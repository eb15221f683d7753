/// The built-in processor `renditions`: every image in a few sizes that anything can show. Start at
/// [io.darkroom.processors.renditions.RenditionsProcessor].
@NullMarked
package io.darkroom.processors.renditions;

import org.jspecify.annotations.NullMarked;
