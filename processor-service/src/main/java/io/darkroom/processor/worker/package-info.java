/// Worker processes: image code runs here and nowhere else, so an image may at worst cost one child.
@NullMarked
package io.darkroom.processor.worker;

import org.jspecify.annotations.NullMarked;
