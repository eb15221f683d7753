/// The servers of integration tests as containers, of the same images that `docker-compose.yml` names. The S3 server's
/// is built by `docker compose build s3`.
@NullMarked
package io.darkroom.containers;

import org.jspecify.annotations.NullMarked;
