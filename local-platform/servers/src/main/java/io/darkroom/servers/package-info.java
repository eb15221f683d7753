/// Starts and stops real servers as child processes: Kafka, PostgreSQL, an S3 server, an OpenID issuer.
@NullMarked
package io.darkroom.servers;

import org.jspecify.annotations.NullMarked;
