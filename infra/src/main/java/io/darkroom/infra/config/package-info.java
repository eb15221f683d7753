/// What differs between environments.
@NullMarked
package io.darkroom.infra.config;

import org.jspecify.annotations.NullMarked;
