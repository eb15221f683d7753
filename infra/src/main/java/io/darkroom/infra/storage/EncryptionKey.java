package io.darkroom.infra.storage;

import io.darkroom.infra.config.EnvironmentConfig;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.kms.KeyProps;
import software.constructs.Construct;

/// A key of our own, renewed every year. Without it what it encrypts is lost, so it outlives its stack.
public final class EncryptionKey extends Key {

    private static final List<String> USE =
            List.of("kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey");

    public EncryptionKey(Construct scope, String id, String description) {
        super(
                scope,
                id,
                KeyProps.builder()
                        .description(description)
                        .enableKeyRotation(true)
                        .removalPolicy(RemovalPolicy.RETAIN)
                        .build());
    }

    /// Lets CloudWatch Logs encrypt the log groups of this account with it.
    public EncryptionKey usableByLogs(EnvironmentConfig config) {
        addToResourcePolicy(PolicyStatement.Builder.create()
                .sid("Logs")
                .principals(List.of(new ServicePrincipal("logs." + config.region() + ".amazonaws.com")))
                .actions(USE)
                .resources(List.of("*"))
                .conditions(Map.of(
                        "ArnLike",
                        Map.of(
                                "kms:EncryptionContext:aws:logs:arn",
                                "arn:aws:logs:%s:%s:*".formatted(config.region(), config.account()))))
                .build());
        return this;
    }

    /// Lets an AWS service of this account publish to topics that are encrypted with it.
    public EncryptionKey usableBy(EnvironmentConfig config, String service) {
        addToResourcePolicy(PolicyStatement.Builder.create()
                .principals(List.of(new ServicePrincipal(service)))
                .actions(List.of("kms:Decrypt", "kms:GenerateDataKey*"))
                .resources(List.of("*"))
                .conditions(Map.of("StringEquals", Map.of("aws:SourceAccount", config.account())))
                .build());
        return this;
    }
}
