package io.darkroom.infra.messaging;

import io.darkroom.infra.RetainedLogs;
import io.darkroom.infra.config.EnvironmentConfig;
import io.darkroom.infra.network.NetworkStack;
import java.util.List;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.applicationautoscaling.CfnScalableTarget;
import software.amazon.awscdk.services.applicationautoscaling.CfnScalingPolicy;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.msk.CfnCluster;
import software.amazon.awscdk.services.msk.CfnConfiguration;
import software.constructs.Construct;

/// A broker in each zone; every record on all three, acknowledged by two at least. Clients log in by
/// IAM over TLS, in
/// no
/// other way. Disks grow by themselves.
public final class KafkaCluster extends Construct {

    private static final int BROKERS = 3;
    private static final int GROW_ABOVE_PERCENT = 60;

    /// What the brokers are put into.
    ///
    /// @param vpc the network
    /// @param group their security group
    /// @param key encrypts their disks
    /// @param logsKey encrypts their logs
    record Surroundings(IVpc vpc, ISecurityGroup group, IKey key, IKey logsKey) {}

    private final CfnCluster cluster;
    private final KafkaRights rights;

    KafkaCluster(Construct scope, String id, EnvironmentConfig config, Surroundings surroundings) {
        super(scope, id);
        CfnConfiguration settings = settings(config);
        cluster = CfnCluster.Builder.create(this, "Cluster")
                .clusterName(config.prefix())
                .kafkaVersion(config.kafka().version())
                .numberOfBrokerNodes(BROKERS)
                .brokerNodeGroupInfo(brokers(config, surroundings))
                .clientAuthentication(CfnCluster.ClientAuthenticationProperty.builder()
                        .sasl(CfnCluster.SaslProperty.builder()
                                .iam(CfnCluster.IamProperty.builder()
                                        .enabled(true)
                                        .build())
                                .build())
                        .unauthenticated(CfnCluster.UnauthenticatedProperty.builder()
                                .enabled(false)
                                .build())
                        .build())
                .encryptionInfo(encryption(surroundings.key()))
                .configurationInfo(CfnCluster.ConfigurationInfoProperty.builder()
                        .arn(settings.getAttrArn())
                        .revision(settings.getAttrLatestRevisionRevision())
                        .build())
                .enhancedMonitoring("PER_TOPIC_PER_BROKER")
                .loggingInfo(CfnCluster.LoggingInfoProperty.builder()
                        .brokerLogs(CfnCluster.BrokerLogsProperty.builder()
                                .cloudWatchLogs(CfnCluster.CloudWatchLogsProperty.builder()
                                        .enabled(true)
                                        .logGroup(new RetainedLogs(this, "Logs", config, surroundings.logsKey())
                                                .getLogGroupName())
                                        .build())
                                .build())
                        .build())
                .build();
        cluster.applyRemovalPolicy(RemovalPolicy.RETAIN);
        rights = new KafkaRights(config, cluster.getAttrArn());
        growDisks(config);
    }

    private static CfnCluster.BrokerNodeGroupInfoProperty brokers(EnvironmentConfig config, Surroundings surroundings) {
        return CfnCluster.BrokerNodeGroupInfoProperty.builder()
                .instanceType(config.kafka().brokerType())
                .clientSubnets(
                        surroundings.vpc().selectSubnets(NetworkStack.forData()).getSubnetIds())
                .securityGroups(List.of(surroundings.group().getSecurityGroupId()))
                .storageInfo(CfnCluster.StorageInfoProperty.builder()
                        .ebsStorageInfo(CfnCluster.EBSStorageInfoProperty.builder()
                                .volumeSize(config.kafka().volumeGb())
                                .build())
                        .build())
                .build();
    }

    private static CfnCluster.EncryptionInfoProperty encryption(IKey key) {
        return CfnCluster.EncryptionInfoProperty.builder()
                .encryptionAtRest(CfnCluster.EncryptionAtRestProperty.builder()
                        .dataVolumeKmsKeyId(key.getKeyArn())
                        .build())
                .encryptionInTransit(CfnCluster.EncryptionInTransitProperty.builder()
                        .clientBroker("TLS")
                        .inCluster(true)
                        .build())
                .build();
    }

    // Consumer sessions end soon enough for a killed task's partitions to move within a minute; what one group's member
    // has in hand comes again to another.
    private CfnConfiguration settings(EnvironmentConfig config) {
        return CfnConfiguration.Builder.create(this, "Settings")
                .name(config.prefix())
                .serverProperties("""
                        auto.create.topics.enable=false
                        default.replication.factor=3
                        min.insync.replicas=2
                        unclean.leader.election.enable=false
                        message.max.bytes=%d
                        replica.fetch.max.bytes=%d
                        """.formatted(KafkaTopics.LARGEST_RECORD_BYTES, KafkaTopics.LARGEST_RECORD_BYTES))
                .build();
    }

    private void growDisks(EnvironmentConfig config) {
        CfnScalableTarget target = CfnScalableTarget.Builder.create(this, "Disks")
                .serviceNamespace("kafka")
                .scalableDimension("kafka:broker-storage:VolumeSize")
                .resourceId(cluster.getAttrArn())
                .minCapacity(1)
                .maxCapacity(config.kafka().maxVolumeGb())
                .build();
        CfnScalingPolicy.Builder.create(this, "DiskGrowth")
                .policyName(config.prefix() + "-broker-disks")
                .policyType("TargetTrackingScaling")
                .scalingTargetId(target.getRef())
                .targetTrackingScalingPolicyConfiguration(
                        CfnScalingPolicy.TargetTrackingScalingPolicyConfigurationProperty.builder()
                                .predefinedMetricSpecification(
                                        CfnScalingPolicy.PredefinedMetricSpecificationProperty.builder()
                                                .predefinedMetricType("KafkaBrokerStorageUtilization")
                                                .build())
                                .targetValue(GROW_ABOVE_PERCENT)
                                .disableScaleIn(true)
                                .build())
                .build();
    }

    String arn() {
        return cluster.getAttrArn();
    }

    KafkaRights rights() {
        return rights;
    }
}
