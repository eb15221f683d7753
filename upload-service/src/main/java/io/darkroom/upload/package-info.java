/// The customers' door: takes images over REST, tells how they are doing and hands out their results.
@NullMarked
package io.darkroom.upload;

import org.jspecify.annotations.NullMarked;
