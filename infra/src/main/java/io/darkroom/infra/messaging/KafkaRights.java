package io.darkroom.infra.messaging;

import io.darkroom.infra.config.EnvironmentConfig;
import java.util.Arrays;
import java.util.List;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.services.iam.PolicyStatement;

/// The statements by which IAM lets a client do something on the cluster: each names its topics and
/// groups.
public final class KafkaRights {

    private static final int UUID_IN_ARN = 2;

    private final EnvironmentConfig config;
    private final String clusterArn;

    KafkaRights(EnvironmentConfig config, String clusterArn) {
        this.config = config;
        this.clusterArn = clusterArn;
    }

    /// May log in and see that the brokers are there.
    public PolicyStatement connect() {
        return statement(List.of("kafka-cluster:Connect", "kafka-cluster:DescribeCluster"), List.of(clusterArn));
    }

    /// May send to topics, each record once.
    public List<PolicyStatement> write(String... topics) {
        return List.of(
                statement(List.of("kafka-cluster:WriteDataIdempotently"), List.of(clusterArn)),
                statement(List.of("kafka-cluster:DescribeTopic", "kafka-cluster:WriteData"), arns("topic", topics)));
    }

    /// May read topics.
    public PolicyStatement read(String... topics) {
        return statement(List.of("kafka-cluster:DescribeTopic", "kafka-cluster:ReadData"), arns("topic", topics));
    }

    /// May be a member of consumer groups.
    public PolicyStatement join(String... groups) {
        return statement(List.of("kafka-cluster:AlterGroup", "kafka-cluster:DescribeGroup"), arns("group", groups));
    }

    /// May see how far other consumer groups have read topics.
    public List<PolicyStatement> measure(List<String> groups, List<String> topics) {
        return List.of(
                statement(List.of("kafka-cluster:DescribeGroup"), arns("group", groups.toArray(String[]::new))),
                statement(List.of("kafka-cluster:DescribeTopic"), arns("topic", topics.toArray(String[]::new))));
    }

    private List<String> arns(String kind, String... names) {
        String uuid = Fn.select(UUID_IN_ARN, Fn.split("/", clusterArn));
        return Arrays.stream(names)
                .map(name -> "arn:aws:kafka:%s:%s:%s/%s/%s/%s"
                        .formatted(config.region(), config.account(), kind, config.prefix(), uuid, name))
                .toList();
    }

    private static PolicyStatement statement(List<String> actions, List<String> resources) {
        return PolicyStatement.Builder.create()
                .actions(actions)
                .resources(resources)
                .build();
    }
}
