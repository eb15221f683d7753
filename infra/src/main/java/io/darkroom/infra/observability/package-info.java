/// Alarms for each promise, and the operators' dashboard.
@NullMarked
package io.darkroom.infra.observability;

import org.jspecify.annotations.NullMarked;
