/// Darkroom on AWS: one stack for each lifetime, one construct for each resource, everything that
/// differs between
/// environments in one [io.darkroom.infra.config.EnvironmentConfig]. Start reading at [Environment].
@NullMarked
package io.darkroom.infra;

import org.jspecify.annotations.NullMarked;
