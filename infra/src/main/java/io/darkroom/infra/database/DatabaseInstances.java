package io.darkroom.infra.database;

import io.darkroom.infra.RetainedLogs;
import io.darkroom.infra.config.EnvironmentConfig;
import io.darkroom.infra.network.NetworkStack;
import io.darkroom.infra.network.Party;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ec2.InstanceType;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.rds.CaCertificate;
import software.amazon.awscdk.services.rds.Credentials;
import software.amazon.awscdk.services.rds.DatabaseInstance;
import software.amazon.awscdk.services.rds.DatabaseInstanceEngine;
import software.amazon.awscdk.services.rds.DatabaseInstanceReadReplica;
import software.amazon.awscdk.services.rds.IInstanceEngine;
import software.amazon.awscdk.services.rds.ParameterGroup;
import software.amazon.awscdk.services.rds.PerformanceInsightRetention;
import software.amazon.awscdk.services.rds.PostgresEngineVersion;
import software.amazon.awscdk.services.rds.PostgresInstanceEngineProps;
import software.amazon.awscdk.services.rds.StorageType;
import software.amazon.awscdk.services.rds.SubnetGroup;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.constructs.Construct;

/// Makes the primary and the replica from the same rules: TLS or nothing, encrypted, watched, hard to
/// delete.
final class DatabaseInstances {

    private static final Duration MONITORING = Duration.seconds(60);
    private static final String LOG = "postgresql";

    private final Construct scope;
    private final EnvironmentConfig config;
    private final NetworkStack network;
    private final IKey key;
    private final SubnetGroup subnets;
    private final ParameterGroup parameters;
    private final Role monitoring;

    DatabaseInstances(Construct scope, EnvironmentConfig config, NetworkStack network, IKey key, IKey logsKey) {
        this.scope = scope;
        this.config = config;
        this.network = network;
        this.key = key;
        this.subnets = SubnetGroup.Builder.create(scope, "Subnets")
                .description("Darkroom's isolated subnets")
                .vpc(network.vpc())
                .vpcSubnets(NetworkStack.forData())
                .build();
        this.parameters = ParameterGroup.Builder.create(scope, "Parameters")
                .engine(engine())
                .parameters(parameters())
                .build();
        this.monitoring = Role.Builder.create(scope, "Monitoring")
                .assumedBy(new ServicePrincipal("monitoring.rds.amazonaws.com"))
                .managedPolicies(
                        List.of(ManagedPolicy.fromAwsManagedPolicyName("service-role/AmazonRDSEnhancedMonitoringRole")))
                .build();
        logs("PrimaryLogs", primaryName(config), logsKey);
        logs("ReplicaLogs", replicaName(config), logsKey);
    }

    static String primaryName(EnvironmentConfig config) {
        return config.prefix();
    }

    static String replicaName(EnvironmentConfig config) {
        return config.prefix() + "-replica";
    }

    private static Map<String, String> parameters() {
        Map<String, String> parameters = new TreeMap<>();
        parameters.put("rds.force_ssl", "1");
        parameters.put("log_min_duration_statement", "1000");
        parameters.put("log_lock_waits", "1");
        parameters.put("idle_in_transaction_session_timeout", "60000");
        return parameters;
    }

    private IInstanceEngine engine() {
        String version = config.database().version();
        return DatabaseInstanceEngine.postgres(PostgresInstanceEngineProps.builder()
                .version(PostgresEngineVersion.of(version, version.substring(0, version.indexOf('.'))))
                .build());
    }

    // RDS would make them itself, to be kept for ever.
    private void logs(String id, String instance, IKey logsKey) {
        new RetainedLogs(scope, id, config, logsKey, "/aws/rds/instance/%s/%s".formatted(instance, LOG));
    }

    DatabaseInstance primary(ISecret administrator) {
        return DatabaseInstance.Builder.create(scope, "Primary")
                .instanceIdentifier(primaryName(config))
                .engine(engine())
                .instanceType(type(config.database().instanceType()))
                .databaseName(DatabaseStack.NAME)
                .credentials(Credentials.fromSecret(administrator))
                .vpc(network.vpc())
                .subnetGroup(subnets)
                .securityGroups(List.of(network.groups().of(Party.DATABASE)))
                .publiclyAccessible(false)
                .multiAz(true)
                .iamAuthentication(true)
                .caCertificate(CaCertificate.RDS_CA_RSA2048_G1)
                .parameterGroup(parameters)
                .storageType(StorageType.GP3)
                .storageEncrypted(true)
                .storageEncryptionKey(key)
                .allocatedStorage(config.database().storageGb())
                .maxAllocatedStorage(config.database().maxStorageGb())
                .backupRetention(Duration.days(config.retention().backupDays()))
                .copyTagsToSnapshot(true)
                .deleteAutomatedBackups(false)
                .deletionProtection(true)
                .removalPolicy(RemovalPolicy.RETAIN)
                .autoMinorVersionUpgrade(true)
                .enablePerformanceInsights(true)
                .performanceInsightEncryptionKey(key)
                .performanceInsightRetention(PerformanceInsightRetention.DEFAULT)
                .monitoringInterval(MONITORING)
                .monitoringRole(monitoring)
                .cloudwatchLogsExports(List.of(LOG))
                .build();
    }

    /// A copy that analysts may load as they like; its disk is encrypted as the primary's.
    DatabaseInstanceReadReplica replica(DatabaseInstance primary) {
        return DatabaseInstanceReadReplica.Builder.create(scope, "Replica")
                .instanceIdentifier(replicaName(config))
                .sourceDatabaseInstance(primary)
                .instanceType(type(config.database().replicaInstanceType()))
                .vpc(network.vpc())
                .subnetGroup(subnets)
                .securityGroups(List.of(network.groups().of(Party.REPLICA)))
                .publiclyAccessible(false)
                .caCertificate(CaCertificate.RDS_CA_RSA2048_G1)
                .parameterGroup(parameters)
                .deletionProtection(true)
                .removalPolicy(RemovalPolicy.RETAIN)
                .autoMinorVersionUpgrade(true)
                .enablePerformanceInsights(true)
                .performanceInsightEncryptionKey(key)
                .performanceInsightRetention(PerformanceInsightRetention.DEFAULT)
                .monitoringInterval(MONITORING)
                .monitoringRole(monitoring)
                .cloudwatchLogsExports(List.of(LOG))
                .build();
    }

    // "db.m7g.large" to CloudFormation, "m7g.large" to the CDK.
    private static InstanceType type(String name) {
        return new InstanceType(name.substring("db.".length()));
    }
}
