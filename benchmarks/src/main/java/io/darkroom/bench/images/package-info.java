/// Measures the processor `renditions` beside its peers: the same images, the same sizes, the same
/// CPUs, taking turns.
@NullMarked
package io.darkroom.bench.images;

import org.jspecify.annotations.NullMarked;
