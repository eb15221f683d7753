package io.darkroom.infra.messaging;

import io.darkroom.infra.RetainedLogs;
import io.darkroom.infra.config.EnvironmentConfig;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.customresources.AwsCustomResource;
import software.amazon.awscdk.customresources.AwsCustomResourcePolicy;
import software.amazon.awscdk.customresources.AwsSdkCall;
import software.amazon.awscdk.customresources.PhysicalResourceId;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.kms.IKey;
import software.constructs.Construct;

/// Asks MSK for the addresses of its brokers: the one thing about a cluster that CloudFormation does
/// not tell.
final class BootstrapServers extends Construct {

    private static final String ANSWER = "BootstrapBrokerStringSaslIam";

    private final AwsCustomResource question;

    BootstrapServers(Construct scope, String id, EnvironmentConfig config, KafkaCluster cluster, IKey logsKey) {
        super(scope, id);
        AwsSdkCall call = AwsSdkCall.builder()
                .service("Kafka")
                .action("GetBootstrapBrokers")
                .parameters(Map.of("ClusterArn", cluster.arn()))
                .physicalResourceId(PhysicalResourceId.of("bootstrap-servers"))
                .outputPaths(List.of(ANSWER))
                .build();
        question = AwsCustomResource.Builder.create(this, "Question")
                .onCreate(call)
                .onUpdate(call)
                .installLatestAwsSdk(false)
                .logGroup(new RetainedLogs(this, "Logs", config, logsKey))
                .policy(AwsCustomResourcePolicy.fromStatements(List.of(PolicyStatement.Builder.create()
                        .actions(List.of("kafka:GetBootstrapBrokers"))
                        .resources(List.of(cluster.arn()))
                        .build())))
                .build();
    }

    String value() {
        return question.getResponseField(ANSWER);
    }
}
