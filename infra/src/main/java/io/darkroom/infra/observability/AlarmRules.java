package io.darkroom.infra.observability;

import io.darkroom.infra.config.EnvironmentConfig;
import io.darkroom.infra.services.BacklogGroups;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The alarms, by the promise that each guards.
final class AlarmRules {

    private static final double GIB = 1L << 30;
    private static final String STATS = "stats-service";
    private static final String PROCESSOR = "processor-service";
    private static final String INGEST = "stream-ingest-service";

    private final Metrics metrics;
    private final EnvironmentConfig config;

    private AlarmRules(Metrics metrics, EnvironmentConfig config) {
        this.metrics = metrics;
        this.config = config;
    }

    static List<AlarmRule> all(Metrics metrics, EnvironmentConfig config) {
        AlarmRules rules = new AlarmRules(metrics, config);
        List<AlarmRule> all = new ArrayList<>();
        all.addAll(rules.nothingIsLost());
        all.addAll(rules.imagesMove());
        all.addAll(rules.customersAreAnswered());
        all.addAll(rules.thereIsRoom());
        return List.copyOf(all);
    }

    private List<AlarmRule> nothingIsLost() {
        return List.of(
                AlarmRule.above(
                        0,
                        10,
                        metrics.own("darkroom.stats.unbalanced", STATS, "Maximum"),
                        "BalanceDoesNotClose",
                        "Accepted images are not processed + failed + in flight: an event is lost. Look at bi.balance."),
                // Two comparisons: one may meet an original whose event is just being published.
                AlarmRule.above(
                        0,
                        120,
                        metrics.own("darkroom.stats.unaccounted", STATS, "Maximum"),
                        "OriginalsWithoutEvent",
                        "Originals never became an event, or nobody compares them. Look at bi.unaccounted."),
                AlarmRule.aboveIfAny(
                        0,
                        1,
                        metrics.sum(
                                "Dead letters",
                                List.of(
                                        metrics.own("darkroom.processor.dead.letters", PROCESSOR, "Sum"),
                                        metrics.own("darkroom.stats.dead.letters", STATS, "Sum"))),
                        "DeadLetters",
                        "An event could not be read or counted. Look at the topics that end in -dlt."),
                AlarmRule.aboveIfAny(
                        100,
                        5,
                        metrics.own("darkroom.ingest.rejected", INGEST, "Sum"),
                        "StreamRejected",
                        "The external app sends records that break the contract. Look at images.external-dlt."),
                AlarmRule.aboveIfAny(
                        5,
                        15,
                        metrics.failedPercent(100),
                        "ImagesFail",
                        "More than 5 % of the images fail. Look at the failures sheet, then at the newest processor."));
    }

    private List<AlarmRule> imagesMove() {
        Stream<AlarmRule> backlogs = Stream.concat(
                        BacklogGroups.OF_INGEST.stream(), BacklogGroups.OF_PROCESSOR.stream())
                .map(group -> AlarmRule.above(
                        backlogLimit(group),
                        15,
                        metrics.backlog(group),
                        "Backlog-" + group,
                        "Images wait for %s, or nobody measures it and it does not scale.".formatted(group)));
        Stream<AlarmRule> freshness = Stream.of("UPLOAD", "STREAM")
                .map(channel -> AlarmRule.above(
                        300,
                        5,
                        metrics.own("darkroom.stats.freshness.lag", "channel", channel, "Maximum"),
                        "Stale-" + channel,
                        "The numbers are not complete for five minutes. Look at stats-service and the database."));
        Stream<AlarmRule> tasks = metrics.observed().services().services().stream()
                .map(service -> AlarmRule.below(
                        service.fewestTasks(),
                        10,
                        metrics.runningTasks(service.name()),
                        "TooFewTasks-" + service.name(),
                        "Fewer tasks run than there must be. Look at the service's events in ECS."));
        return Stream.of(
                        backlogs,
                        freshness,
                        tasks,
                        Stream.of(AlarmRule.aboveIfAny(
                                60_000,
                                10,
                                metrics.own("darkroom.ingest.delay", INGEST, "Average"),
                                "StreamIsSlow",
                                "Streamed images take more than a minute from the topic to S3.")))
                .flatMap(rules -> rules)
                .toList();
    }

    // What the largest fleet would work off in ten minutes at the wait that scaling aims for.
    private double backlogLimit(String group) {
        boolean ingest = BacklogGroups.OF_INGEST.contains(group);
        int perTask = ingest
                ? config.fleets().backlogPerIngestTask()
                : config.fleets().backlogPerProcessorTask();
        int tasks = ingest
                ? config.fleets().ingest().most()
                : config.fleets().processor().most();
        return (double) perTask * tasks;
    }

    private List<AlarmRule> customersAreAnswered() {
        return List.of(
                AlarmRule.aboveIfAny(
                        1,
                        5,
                        metrics.serverErrorsPercent(100),
                        "ServerErrors",
                        "More than 1 % of the requests end with 5xx."),
                AlarmRule.aboveIfAny(
                        10_000,
                        5,
                        metrics.blockedRequests(),
                        "FirewallBlocks",
                        "The firewall blocks very many requests: an attack, or a rule that takes images for one."),
                AlarmRule.below(
                        30,
                        1,
                        metrics.daysOfCertificate(),
                        "CertificateExpires",
                        "The certificate was not renewed: its DNS record is missing."));
    }

    private List<AlarmRule> thereIsRoom() {
        String primary = metrics.observed().database().primaryName();
        String replica = metrics.observed().database().replicaName();
        double tenth = config.database().storageGb() * GIB / 10;
        return List.of(
                AlarmRule.above(
                        80,
                        15,
                        metrics.brokerDisks(),
                        "BrokerDisks",
                        "A broker's disk is full to 80 % and did not grow."),
                AlarmRule.aboveIfAny(
                        0,
                        10,
                        metrics.cluster("OfflinePartitionsCount", "Maximum"),
                        "OfflinePartitions",
                        "Partitions have no leader: nothing can be sent to them."),
                AlarmRule.below(
                        tenth,
                        15,
                        metrics.database(primary, "FreeStorageSpace", "Minimum"),
                        "DatabaseStorage",
                        "The database has less than a tenth of its first disk left and did not grow."),
                AlarmRule.above(
                        80,
                        15,
                        metrics.database(primary, "CPUUtilization", "Average"),
                        "DatabaseCpu",
                        "The database works at its limit."),
                AlarmRule.above(
                        600,
                        15,
                        metrics.database(replica, "ReplicaLag", "Maximum"),
                        "ReplicaLag",
                        "Analysts see numbers that are more than ten minutes old."));
    }
}
