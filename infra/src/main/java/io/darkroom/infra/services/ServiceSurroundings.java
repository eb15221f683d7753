package io.darkroom.infra.services;

import io.darkroom.infra.config.EnvironmentConfig;
import io.darkroom.infra.network.NetworkStack;
import io.darkroom.infra.storage.StorageStack;
import software.amazon.awscdk.services.ecs.ICluster;

/// What every service is put into.
///
/// @param config the environment
/// @param cluster where its tasks run
/// @param storage where its container image lies, and the key of its logs
/// @param network its subnets and security group
/// @param imageTag which build
/// @param settings what it is told
record ServiceSurroundings(
        EnvironmentConfig config,
        ICluster cluster,
        StorageStack storage,
        NetworkStack network,
        String imageTag,
        ServiceSettings settings) {}
