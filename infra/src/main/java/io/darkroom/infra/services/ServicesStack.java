package io.darkroom.infra.services;

import io.darkroom.infra.DarkroomStack;
import io.darkroom.infra.config.EnvironmentConfig;
import io.darkroom.infra.config.EnvironmentConfig.Fleets;
import io.darkroom.infra.edge.EdgeStack;
import io.darkroom.infra.network.NetworkStack;
import io.darkroom.infra.storage.StorageStack;
import java.util.List;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.ContainerInsights;
import software.constructs.Construct;

/// The four services on Fargate.
public final class ServicesStack extends DarkroomStack {

    private final Cluster cluster;
    private final List<PlatformService> services;

    public ServicesStack(
            Construct scope,
            EnvironmentConfig config,
            StorageStack storage,
            NetworkStack network,
            EdgeStack edge,
            ServiceDependencies dependencies) {
        super(scope, config, "services", Lifetime.REPLACEABLE);
        CfnParameter imageTag = CfnParameter.Builder.create(this, "ImageTag")
                .type("String")
                .description("Which build of the services to run: the tag of their container images")
                .allowedPattern("[a-zA-Z0-9][a-zA-Z0-9._-]{0,127}")
                .build();
        cluster = Cluster.Builder.create(this, "Cluster")
                .clusterName(config.prefix())
                .vpc(network.vpc())
                .containerInsightsV2(ContainerInsights.ENABLED)
                .build();
        ServiceSurroundings surroundings = new ServiceSurroundings(
                config, cluster, storage, network, imageTag.getValueAsString(), new ServiceSettings(dependencies));
        ServiceRights rights = new ServiceRights(config, storage, dependencies);
        Fleets fleets = config.fleets();
        PlatformService upload = new PlatformService(
                this, "Upload", surroundings, ServiceSpecification.upload(fleets.upload()), rights.upload());
        PlatformService ingest = new PlatformService(
                this, "Ingest", surroundings, ServiceSpecification.ingest(fleets.ingest()), rights.ingest());
        PlatformService processor = new PlatformService(
                this,
                "Processor",
                surroundings,
                ServiceSpecification.processor(fleets.processor()),
                rights.processor());
        PlatformService stats = new PlatformService(
                this, "Stats", surroundings, ServiceSpecification.stats(fleets.stats()), rights.stats());
        stats.mayStartWith(dependencies.database().readerSecret().decrypt());
        new DatabaseSetup(this, "DatabaseSetup", config, storage, dependencies.database());
        services = List.of(upload, ingest, processor, stats);
        upload.takeRequestsFrom(edge.targetsOf(upload.name()));
        stats.takeRequestsFrom(edge.targetsOf(stats.name()));
        ServiceScaling.byRequests(upload, edge, fleets.requestsPerUploadTask());
        ServiceScaling.byBacklog(ingest, BacklogGroups.OF_INGEST, fleets.backlogPerIngestTask());
        ServiceScaling.byBacklog(processor, BacklogGroups.OF_PROCESSOR, fleets.backlogPerProcessorTask());
    }

    /// By which CloudWatch knows the cluster.
    public String clusterName() {
        return config().prefix();
    }

    /// All four.
    public List<PlatformService> services() {
        return services;
    }
}
