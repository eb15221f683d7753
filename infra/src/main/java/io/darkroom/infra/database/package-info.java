/// PostgreSQL for the numbers, and its replica for analysts.
@NullMarked
package io.darkroom.infra.database;

import org.jspecify.annotations.NullMarked;
