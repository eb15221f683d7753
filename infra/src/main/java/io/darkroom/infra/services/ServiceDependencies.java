package io.darkroom.infra.services;

import io.darkroom.infra.database.DatabaseStack;
import io.darkroom.infra.identity.IdentityStack;
import io.darkroom.infra.messaging.MessagingStack;

/// What the services rely on.
///
/// @param messaging Kafka
/// @param database PostgreSQL
/// @param identity the issuer of tokens
public record ServiceDependencies(MessagingStack messaging, DatabaseStack database, IdentityStack identity) {}
