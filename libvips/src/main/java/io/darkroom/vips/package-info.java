/// libvips for Java: the one place that calls native code. Start at [io.darkroom.vips.VipsInput].
@NullMarked
package io.darkroom.vips;

import org.jspecify.annotations.NullMarked;
