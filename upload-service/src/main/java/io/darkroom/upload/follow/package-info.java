/// Tells customers what became of their images and hands out links to results and originals.
@NullMarked
package io.darkroom.upload.follow;

import org.jspecify.annotations.NullMarked;
