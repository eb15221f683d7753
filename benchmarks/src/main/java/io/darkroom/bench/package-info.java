/// Measures the running platform beside the bare work that it does, in one run.
@NullMarked
package io.darkroom.bench;

import org.jspecify.annotations.NullMarked;
