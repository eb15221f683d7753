/// What every service shares, as Spring Boot auto-configuration: who the caller is, problem details,
/// publishing, health and defaults.
@NullMarked
package io.darkroom.support;

import org.jspecify.annotations.NullMarked;
