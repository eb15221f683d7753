package io.darkroom.infra;

import io.darkroom.infra.config.EnvironmentConfig;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.LogGroupProps;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/// A group of logs, encrypted with our key and kept for the environment's time.
public final class RetainedLogs extends LogGroup {

    public RetainedLogs(Construct scope, String id, EnvironmentConfig config, IKey key) {
        this(scope, id, config, key, null);
    }

    /// A group that must have a certain name.
    ///
    /// @param name what the group must be called; null if CloudFormation may choose
    public RetainedLogs(Construct scope, String id, EnvironmentConfig config, IKey key, @Nullable String name) {
        super(
                scope,
                id,
                LogGroupProps.builder()
                        .logGroupName(name)
                        .retention(retention(config.retention().logDays()))
                        .encryptionKey(key)
                        .removalPolicy(RemovalPolicy.RETAIN)
                        .build());
    }

    private static RetentionDays retention(EnvironmentConfig.LogDays days) {
        return switch (days) {
            case D30 -> RetentionDays.ONE_MONTH;
            case D90 -> RetentionDays.THREE_MONTHS;
            case D365 -> RetentionDays.ONE_YEAR;
        };
    }
}
