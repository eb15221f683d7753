package io.darkroom.infra.services;

import io.darkroom.infra.Resources;
import io.darkroom.infra.RetainedLogs;
import io.darkroom.infra.storage.ImageRepositories;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.ecr.IRepository;
import software.amazon.awscdk.services.ecr.Repository;
import software.amazon.awscdk.services.ecs.ContainerDefinitionOptions;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.ecs.LogDriver;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/// AWS's distribution of the OpenTelemetry collector beside a service: takes OTLP on the task's own
/// loopback, writes
/// metrics to CloudWatch (see `collector/config.yaml`) and traces to X-Ray. Without it the service goes
/// on.
final class TelemetryCollector extends Construct {

    /// Where the service sends what it measures.
    static final String ADDRESS = "http://127.0.0.1:4318";

    private static final String IMAGE = ImageRepositories.PUBLIC_CACHE + "/aws-observability/aws-otel-collector";
    private static final String VERSION = "v0.43.3";
    private static final int MEMORY_MB = 256;

    private final ServiceSurroundings surroundings;
    private final ServiceSpecification specification;
    private final RetainedLogs metrics;
    private final IRepository image;

    TelemetryCollector(
            Construct scope, String id, ServiceSurroundings surroundings, ServiceSpecification specification) {
        super(scope, id);
        this.surroundings = surroundings;
        this.specification = specification;
        this.metrics = new RetainedLogs(
                this, "Metrics", surroundings.config(), surroundings.storage().logsKey());
        this.image = Repository.fromRepositoryName(this, "Image", IMAGE);
    }

    void addTo(FargateTaskDefinition task, LogDriver logs) {
        Map<String, String> environment = new TreeMap<>();
        environment.put("AOT_CONFIG_CONTENT", Resources.text("/collector/config.yaml"));
        environment.put("METRICS_NAMESPACE", surroundings.config().metricsNamespace());
        environment.put("METRICS_LOG_GROUP", metrics.getLogGroupName());
        environment.put("SERVICE", specification.name());
        environment.put("AWS_REGION", surroundings.config().region());
        task.addContainer(
                "Collector",
                ContainerDefinitionOptions.builder()
                        .containerName("collector")
                        .image(ContainerImage.fromEcrRepository(image, VERSION))
                        .essential(false)
                        .enableRestartPolicy(true)
                        .restartAttemptPeriod(Duration.seconds(60))
                        .readonlyRootFilesystem(true)
                        .memoryLimitMiB(MEMORY_MB)
                        .environment(environment)
                        .logging(logs)
                        .build());
    }

    List<PolicyStatement> rights() {
        return List.of(
                PolicyStatement.Builder.create()
                        .actions(List.of("logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"))
                        .resources(List.of(metrics.getLogGroupArn()))
                        .build(),
                // X-Ray has no resources to name.
                PolicyStatement.Builder.create()
                        .actions(List.of(
                                "xray:GetSamplingRules",
                                "xray:GetSamplingTargets",
                                "xray:PutTelemetryRecords",
                                "xray:PutTraceSegments"))
                        .resources(List.of("*"))
                        .build());
    }
}
