package io.darkroom.containers;

import io.darkroom.servers.Infrastructure;
import io.darkroom.servers.InfrastructureProvider;

/// Gives tests their servers as containers, with `-Dinfrastructure=containers`.
public final class ContainerInfrastructureProvider implements InfrastructureProvider {

    @Override
    public String name() {
        return "containers";
    }

    @Override
    public Infrastructure shared() {
        return ContainerServers.shared();
    }
}
