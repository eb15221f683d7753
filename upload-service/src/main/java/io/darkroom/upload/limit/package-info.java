/// How much one customer may ask of one instance, so that the others are served as if it were alone.
@NullMarked
package io.darkroom.upload.limit;

import org.jspecify.annotations.NullMarked;
