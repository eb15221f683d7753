/// A PostgreSQL server from Maven artifacts, for one machine.
@NullMarked
package io.darkroom.postgres;

import org.jspecify.annotations.NullMarked;
