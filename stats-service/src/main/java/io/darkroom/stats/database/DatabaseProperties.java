package io.darkroom.stats.database;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How the service logs in to its database.
///
/// @param iam whether by tokens of IAM, as on RDS, for the service and for the owner of the tables; by passwords
///     otherwise
@ConfigurationProperties("darkroom.database")
record DatabaseProperties(@DefaultValue("false") boolean iam) {}
