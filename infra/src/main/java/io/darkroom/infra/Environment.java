package io.darkroom.infra;

import io.darkroom.infra.bi.BiStack;
import io.darkroom.infra.config.EnvironmentConfig;
import io.darkroom.infra.database.DatabaseStack;
import io.darkroom.infra.edge.EdgeStack;
import io.darkroom.infra.identity.IdentityStack;
import io.darkroom.infra.messaging.MessagingStack;
import io.darkroom.infra.network.NetworkStack;
import io.darkroom.infra.observability.ObservabilityStack;
import io.darkroom.infra.services.ServiceDependencies;
import io.darkroom.infra.services.ServicesStack;
import io.darkroom.infra.storage.StorageStack;
import software.constructs.Construct;

/// All stacks of one environment, in the order in which they are made.
public final class Environment {

    /// Adds the environment's stacks to an app.
    public Environment(Construct app, EnvironmentConfig config) {
        StorageStack storage = new StorageStack(app, config);
        NetworkStack network = new NetworkStack(app, config, storage.logsKey());
        MessagingStack messaging = new MessagingStack(app, config, storage, network);
        DatabaseStack database = new DatabaseStack(app, config, storage, network);
        IdentityStack identity = new IdentityStack(app, config, storage);
        EdgeStack edge = new EdgeStack(app, config, storage, network);
        ServicesStack services = new ServicesStack(
                app, config, storage, network, edge, new ServiceDependencies(messaging, database, identity));
        new BiStack(app, config, network, database);
        new ObservabilityStack(app, config, new ObservabilityStack.Observed(storage, database, edge, services));
    }
}
