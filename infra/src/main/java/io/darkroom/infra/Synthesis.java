package io.darkroom.infra;

import io.darkroom.infra.config.EnvironmentConfig;
import io.darkroom.infra.config.Environments;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

/// Writes the CloudFormation templates of all environments, without asking anybody anything.
///
/// A plain program instead of the CDK's command line, which is only needed to deploy what this writes.
public final class Synthesis {

    private Synthesis() {}

    /// Writes them.
    ///
    /// @param arguments the directory to write to
    public static void main(String[] arguments) {
        if (arguments.length != 1) {
            throw new IllegalArgumentException("usage: Synthesis DIRECTORY");
        }
        app(Path.of(arguments[0]), Environments.ALL).synth();
    }

    /// The app, with the stacks of these environments, ready to be synthesised.
    static App app(Path directory, List<EnvironmentConfig> environments) {
        App app = new App(AppProps.builder()
                .outdir(directory.toAbsolutePath().toString())
                .context(context())
                .analyticsReporting(false)
                .treeMetadata(false)
                // They hold the temporary paths of the CDK's own programs: no two runs would write the same bytes.
                .stackTraces(false)
                .build());
        environments.forEach(config -> new Environment(app, config));
        return app;
    }

    // Behaviour that the CDK has for new applications only if it is asked for.
    private static Map<String, Object> context() {
        Map<String, Object> context = new TreeMap<>();
        context.put("@aws-cdk/core:enablePartitionLiterals", true);
        context.put("@aws-cdk/aws-iam:minimizePolicies", true);
        context.put("@aws-cdk/aws-ecs:arnFormatIncludesClusterName", true);
        context.put("@aws-cdk/aws-ecs:disableExplicitDeploymentControllerForCircuitBreaker", true);
        context.put("@aws-cdk/aws-ec2:restrictDefaultSecurityGroup", false);
        context.put("@aws-cdk/aws-s3:createDefaultLoggingPolicy", true);
        context.put("@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy", true);
        context.put("@aws-cdk/aws-elasticloadbalancingV2:albDualstackWithoutPublicIpv4SecurityGroupRulesDefault", true);
        context.put("@aws-cdk/core:validateAgainstDefaultRules", true);
        // Whoever imports from another stack keeps it from taking that away.
        context.put("@aws-cdk/core:defaultCrossStackReferences", "strong");
        context.put("aws:cdk:disable-creation-stack-traces", true);
        context.put("aws:cdk:enable-path-metadata", false);
        return context;
    }
}
