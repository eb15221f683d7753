package io.darkroom.infra.config;

import java.util.List;

/// Everything in which one environment differs from another. A second region is a second record.
///
/// @param name its name, first part of every stack's: lower-case letters, digits and hyphens
/// @param account the AWS account
/// @param region the AWS region
/// @param availabilityZones three zones of the region
/// @param network addresses and ways out
/// @param web the front door
/// @param retention how long things are kept
/// @param kafka the brokers
/// @param database the database's machines
/// @param fleets the services' tasks
/// @param machines customers' programs that send images over REST
/// @param externalApp the app that streams images
/// @param analysts who reads the numbers in QuickSight
/// @param operations who is told, and what it may cost
public record EnvironmentConfig(
        String name,
        String account,
        String region,
        List<String> availabilityZones,
        Network network,
        Web web,
        Retention retention,
        Kafka kafka,
        Database database,
        Fleets fleets,
        List<Machine> machines,
        ExternalApp externalApp,
        Analysts analysts,
        Operations operations) {

    private static final int ZONES = 3;

    /// @throws IllegalArgumentException if there are not three zones, or the name cannot be part of
    ///     other names
    public EnvironmentConfig {
        availabilityZones = List.copyOf(availabilityZones);
        machines = List.copyOf(machines);
        require(name.matches("[a-z][a-z0-9-]{1,20}"), "the name is of a-z, 0-9 and '-'");
        require(account.matches("[0-9]{12}"), "an account has 12 digits");
        require(availabilityZones.stream().distinct().count() == ZONES, "there must be three zones");
    }

    /// The first part of names that are unique in the account and region.
    public String prefix() {
        return "darkroom-" + name;
    }

    /// Where CloudWatch has Darkroom's own metrics.
    public String metricsNamespace() {
        return "Darkroom/" + name;
    }

    /// Where the services' roles stand in IAM: a path of their own, by which other policies can name
    /// them all.
    public String serviceRolePath() {
        return "/darkroom/%s/services/".formatted(name);
    }

    /// The pattern of the ARNs of all the services' roles.
    public String serviceRoleArns() {
        return "arn:aws:iam::%s:role%s*".formatted(account, serviceRolePath());
    }

    /// Addresses and ways out.
    ///
    /// @param cidr the private network's addresses, a /16
    /// @param natGateways ways out to the internet: one per zone, so that a zone's loss costs only
    ///     that zone
    /// @param s3PrefixList the id of the region's S3 addresses (`com.amazonaws.REGION.s3`), the
    ///     same in all accounts
    public record Network(String cidr, int natGateways, String s3PrefixList) {}

    /// The front door.
    ///
    /// @param domainName where customers reach Darkroom
    /// @param hostedZoneName the Route 53 zone that the name stands in
    /// @param hostedZoneId the zone's id
    /// @param shieldAdvanced whether Shield Advanced protects the load balancer; its subscription
    ///     is made by hand
    /// @param blockedAddresses address ranges that are refused
    /// @param requestsPerAddress how many requests one address may make in five minutes
    public record Web(
            String domainName,
            String hostedZoneName,
            String hostedZoneId,
            boolean shieldAdvanced,
            List<String> blockedAddresses,
            int requestsPerAddress) {

        private static final int FEWEST_REQUESTS = 100;

        /// @throws IllegalArgumentException if the name is not in the zone, or the rate too low
        public Web {
            blockedAddresses = List.copyOf(blockedAddresses);
            require(domainName.endsWith("." + hostedZoneName), "the domain name must be in the zone");
            require(requestsPerAddress >= FEWEST_REQUESTS, "the rate must be 100 or more");
        }
    }

    /// How long things are kept.
    ///
    /// @param objectDays originals and results; never less than promised
    /// @param logDays logs
    /// @param accessLogDays the load balancer's and the buckets' access logs
    /// @param backupDays backups of the database, to any second
    public record Retention(int objectDays, LogDays logDays, int accessLogDays, int backupDays) {

        /// The promise to customers.
        public static final int PROMISED_DAYS = 7;

        private static final int MOST_BACKUP_DAYS = 35;

        /// @throws IllegalArgumentException if it is shorter than promised
        public Retention {
            require(objectDays >= PROMISED_DAYS, "objects are kept at least " + PROMISED_DAYS + " days");
            require(accessLogDays >= 1, "access logs are kept at least a day");
            require(backupDays >= 1 && backupDays <= MOST_BACKUP_DAYS, "backups are kept 1 to 35 days");
        }
    }

    /// The times that CloudWatch keeps logs for, as far as they are of use here.
    public enum LogDays {
        /// A month.
        D30(30),
        /// A quarter.
        D90(90),
        /// A year.
        D365(365);

        private final int days;

        LogDays(int days) {
            this.days = days;
        }

        /// The number of days.
        public int days() {
            return days;
        }
    }

    /// The brokers.
    ///
    /// @param version Kafka's version, as MSK names it
    /// @param brokerType the broker's machine
    /// @param volumeGb disk of each broker
    /// @param maxVolumeGb up to which it grows by itself
    /// @param partitions of each topic that images go through; bounds how many ingest tasks are of use
    /// @param externalRetentionHours how long the external app's records are kept: the time to
    ///     repair ingest
    /// @param eventRetentionHours how long events are kept: the time in which the numbers can be
    ///     counted anew
    public record Kafka(
            String version,
            String brokerType,
            int volumeGb,
            int maxVolumeGb,
            int partitions,
            int externalRetentionHours,
            int eventRetentionHours) {

        /// @throws IllegalArgumentException if the disk would shrink
        public Kafka {
            require(maxVolumeGb >= volumeGb, "the largest disk is not smaller than the first");
        }
    }

    /// The database's machines.
    ///
    /// @param version PostgreSQL's version, as RDS names it
    /// @param instanceType of the primary and its standby
    /// @param replicaInstanceType of the analysts' replica
    /// @param storageGb disk at first
    /// @param maxStorageGb up to which it grows by itself
    public record Database(
            String version, String instanceType, String replicaInstanceType, int storageGb, int maxStorageGb) {}

    /// The services' tasks.
    ///
    /// @param upload of upload-service
    /// @param ingest of stream-ingest-service
    /// @param processor of processor-service
    /// @param stats of stats-service; it does not scale: it counts in batches, more tasks would
    ///     only wait for locks
    /// @param requestsPerUploadTask requests a minute that one upload task should get
    /// @param backlogPerIngestTask records that may wait for each ingest task
    /// @param backlogPerProcessorTask images that may wait for each processor task: the wait
    ///     wanted, divided by the
    ///     time per image, times the images that a task works on at a time
    public record Fleets(
            Fleet upload,
            Fleet ingest,
            Fleet processor,
            Fleet stats,
            int requestsPerUploadTask,
            int backlogPerIngestTask,
            int backlogPerProcessorTask) {}

    /// Tasks of one service.
    ///
    /// @param cpu units, 1024 for a core
    /// @param memoryMb memory
    /// @param fewest tasks at least: two, so that a zone's loss or a deployment is not seen
    /// @param most tasks at most
    public record Fleet(int cpu, int memoryMb, int fewest, int most) {

        /// @throws IllegalArgumentException if there are too few
        public Fleet {
            require(fewest >= 2 && most >= fewest, "a fleet has at least two tasks");
        }
    }

    /// A customer's program that sends images over REST and logs in by itself.
    ///
    /// @param name its name: lower-case letters, digits and hyphens
    /// @param customerId the customer that it acts for
    public record Machine(String name, String customerId) {

        /// @throws IllegalArgumentException if a name has another shape
        public Machine {
            require(name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*"), "a machine's name is of a-z, 0-9 and '-'");
            require(customerId.matches("[a-z0-9][a-z0-9-]{0,62}"), "not a customer id: " + customerId);
        }
    }

    /// The app that streams images.
    ///
    /// @param account the AWS account that it runs in
    /// @param externalId what it says when it takes on its role
    /// @param cidrs private addresses from which it reaches the brokers, over peering or a transit
    ///     gateway
    /// @param datarefBuckets buckets of its own that a record may refer to
    public record ExternalApp(String account, String externalId, List<String> cidrs, List<String> datarefBuckets) {

        /// Copies the lists.
        public ExternalApp {
            cidrs = List.copyOf(cidrs);
            datarefBuckets = List.copyOf(datarefBuckets);
        }
    }

    /// Who reads the numbers in QuickSight.
    ///
    /// @param groupArn the QuickSight group that sees everything; made by hand, as its subscription is
    /// @param groupName the group's name
    public record Analysts(String groupArn, String groupName) {}

    /// Who is told, and what it may cost.
    ///
    /// @param alarmEmail where alarms go
    /// @param monthlyBudgetUsd above which the same address hears of it, in US dollars a month
    public record Operations(String alarmEmail, int monthlyBudgetUsd) {}

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
