package io.darkroom.infra.services;

import io.darkroom.infra.config.EnvironmentConfig.Fleet;
import io.darkroom.infra.network.Party;
import io.darkroom.infra.network.Ports;
import java.util.List;
import software.amazon.awscdk.Duration;

/// In what the services differ as programs in containers.
///
/// @param name the service's name, also that of its container image
/// @param party its place in the network
/// @param port where it takes requests
/// @param managementPort where its Actuator listens
/// @param fleet its tasks
/// @param scratch directories that it may write to; everything else is read-only
/// @param stopTimeout how long it may take to finish what it has in hand
record ServiceSpecification(
        String name,
        Party party,
        int port,
        int managementPort,
        Fleet fleet,
        List<String> scratch,
        Duration stopTimeout) {

    private static final String TEMPORARY = "/tmp";
    private static final String WORK = "/work";

    // Longer than spring.lifecycle.timeout-per-shutdown-phase, twice.
    private static final Duration GRACE = Duration.seconds(60);

    // As long as Fargate allows. An image that is not done by then comes to another task.
    private static final Duration LONGEST_GRACE = Duration.seconds(120);

    static ServiceSpecification upload(Fleet fleet) {
        return new ServiceSpecification(
                "upload-service",
                Party.UPLOAD,
                Ports.UPLOAD,
                Ports.UPLOAD_MANAGEMENT,
                fleet,
                List.of(TEMPORARY),
                LONGEST_GRACE);
    }

    static ServiceSpecification ingest(Fleet fleet) {
        return new ServiceSpecification(
                "stream-ingest-service",
                Party.INGEST,
                Ports.INGEST,
                Ports.INGEST_MANAGEMENT,
                fleet,
                List.of(TEMPORARY),
                GRACE);
    }

    static ServiceSpecification processor(Fleet fleet) {
        return new ServiceSpecification(
                "processor-service",
                Party.PROCESSOR,
                Ports.PROCESSOR,
                Ports.PROCESSOR_MANAGEMENT,
                fleet,
                List.of(TEMPORARY, WORK),
                LONGEST_GRACE);
    }

    static ServiceSpecification stats(Fleet fleet) {
        return new ServiceSpecification(
                "stats-service", Party.STATS, Ports.STATS, Ports.STATS_MANAGEMENT, fleet, List.of(TEMPORARY), GRACE);
    }
}
