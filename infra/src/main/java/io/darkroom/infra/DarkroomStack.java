package io.darkroom.infra;

import io.darkroom.infra.config.EnvironmentConfig;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/// A stack of one environment. It knows its account, region and zones: nothing is looked up.
public abstract class DarkroomStack extends Stack {

    /// What becomes of a stack.
    public enum Lifetime {
        /// It holds what cannot be made again: it cannot be deleted without lifting its protection
        /// first.
        KEPT,
        /// It can be deleted and made again.
        REPLACEABLE
    }

    private final EnvironmentConfig config;

    protected DarkroomStack(Construct scope, EnvironmentConfig config, String part, Lifetime lifetime) {
        super(
                scope,
                config.prefix() + "-" + part,
                StackProps.builder()
                        .env(software.amazon.awscdk.Environment.builder()
                                .account(config.account())
                                .region(config.region())
                                .build())
                        .description("Darkroom " + config.name() + ": " + part)
                        .terminationProtection(lifetime == Lifetime.KEPT)
                        .tags(tags(config))
                        .analyticsReporting(false)
                        .build());
        this.config = config;
    }

    private static Map<String, String> tags(EnvironmentConfig config) {
        Map<String, String> tags = new TreeMap<>();
        tags.put("application", "darkroom");
        tags.put("environment", config.name());
        return tags;
    }

    @Override
    public List<String> getAvailabilityZones() {
        return config.availabilityZones();
    }

    protected EnvironmentConfig config() {
        return config;
    }
}
