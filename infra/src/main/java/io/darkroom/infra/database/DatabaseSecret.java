package io.darkroom.infra.database;

import java.util.List;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretAttributes;
import software.amazon.awscdk.services.secretsmanager.SecretProps;
import software.amazon.awscdk.services.secretsmanager.SecretStringGenerator;
import software.constructs.Construct;

/// A role's password, made by AWS and seen by nobody: a JSON object with `username` and `password`.
public final class DatabaseSecret extends Secret {

    private static final int LENGTH = 40;

    private final IKey key;

    DatabaseSecret(Construct scope, String id, String username, IKey key) {
        super(
                scope,
                id,
                SecretProps.builder()
                        .description("The password of the database role " + username)
                        .encryptionKey(key)
                        .removalPolicy(RemovalPolicy.RETAIN)
                        .generateSecretString(SecretStringGenerator.builder()
                                .secretStringTemplate("{\"username\":\"%s\"}".formatted(username))
                                .generateStringKey("password")
                                .passwordLength(LENGTH)
                                .excludePunctuation(true)
                                .build())
                        .build());
        this.key = key;
    }

    /// May decrypt it; reading it is granted by itself, this is not.
    public PolicyStatement decrypt() {
        return PolicyStatement.Builder.create()
                .actions(List.of("kms:Decrypt"))
                .resources(List.of(key.getKeyArn()))
                .build();
    }

    /// The same secret, for a stack that comes later: what is granted there changes no policy of this
    /// one.
    public ISecret seenFrom(Construct scope) {
        return Secret.fromSecretAttributes(
                scope,
                getNode().getId(),
                SecretAttributes.builder()
                        .secretCompleteArn(getSecretArn())
                        .encryptionKey(Key.fromKeyArn(scope, getNode().getId() + "Key", key.getKeyArn()))
                        .build());
    }
}
