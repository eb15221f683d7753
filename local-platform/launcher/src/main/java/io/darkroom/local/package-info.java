/// The whole system on one machine: starts everything, watches over it, shows what it does, and leaves nothing behind.
@NullMarked
package io.darkroom.local;

import org.jspecify.annotations.NullMarked;
