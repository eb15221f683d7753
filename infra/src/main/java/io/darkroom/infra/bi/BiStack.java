package io.darkroom.infra.bi;

import io.darkroom.infra.DarkroomStack;
import io.darkroom.infra.config.EnvironmentConfig;
import io.darkroom.infra.database.DatabaseStack;
import io.darkroom.infra.network.NetworkStack;
import software.constructs.Construct;

/// What analysts see in QuickSight: data sets on the `bi` views of the replica, an analysis to work on
/// and a dashboard
/// to
/// look at. QuickSight's subscription and its group of analysts are made by hand, see docs/deploy.md.
public final class BiStack extends DarkroomStack {

    public BiStack(Construct scope, EnvironmentConfig config, NetworkStack network, DatabaseStack database) {
        super(scope, config, "bi", Lifetime.REPLACEABLE);
        ReplicaSource source = new ReplicaSource(this, "Source", config, network, database);
        DataSets dataSets = new DataSets(this, "DataSets", config, source);
        new Dashboards(this, "Dashboards", config, dataSets);
    }
}
