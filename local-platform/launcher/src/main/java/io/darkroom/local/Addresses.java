package io.darkroom.local;

import java.net.URI;

/// Where a person on this machine reaches the servers.
///
/// @param bootstrapServers what Kafka clients connect to
/// @param postgresPort PostgreSQL's port
/// @param s3 the S3 server
/// @param issuer the OpenID issuer
record Addresses(String bootstrapServers, int postgresPort, URI s3, URI issuer) {}
