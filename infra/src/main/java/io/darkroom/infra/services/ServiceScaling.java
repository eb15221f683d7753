package io.darkroom.infra.services;

import io.darkroom.infra.config.EnvironmentConfig.Fleet;
import io.darkroom.infra.edge.EdgeStack;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.applicationautoscaling.CfnScalingPolicy;
import software.amazon.awscdk.services.applicationautoscaling.CfnScalingPolicy.CustomizedMetricSpecificationProperty;
import software.amazon.awscdk.services.applicationautoscaling.CfnScalingPolicy.TargetTrackingMetricDataQueryProperty;
import software.amazon.awscdk.services.applicationautoscaling.CfnScalingPolicy.TargetTrackingMetricDimensionProperty;
import software.amazon.awscdk.services.applicationautoscaling.CfnScalingPolicy.TargetTrackingMetricProperty;
import software.amazon.awscdk.services.applicationautoscaling.CfnScalingPolicy.TargetTrackingMetricStatProperty;
import software.amazon.awscdk.services.applicationautoscaling.CfnScalingPolicy.TargetTrackingScalingPolicyConfigurationProperty;
import software.amazon.awscdk.services.applicationautoscaling.EnableScalingProps;
import software.amazon.awscdk.services.ecs.RequestCountScalingProps;
import software.amazon.awscdk.services.ecs.ScalableTaskCount;

/// How many tasks there are: as many as requests want, or as what waits in Kafka wants. Quick to grow,
/// slow to shrink.
///
/// While a metric is missing scaling does nothing; an alarm says so (see the observability stack).
final class ServiceScaling {

    private static final int OUT_SECONDS = 60;
    private static final int IN_SECONDS = 300;

    private ServiceScaling() {}

    static void byRequests(PlatformService service, EdgeStack edge, int requestsPerTask) {
        scalable(service)
                .scaleOnRequestCount(
                        "ByRequests",
                        RequestCountScalingProps.builder()
                                .targetGroup(edge.targetsOf(service.name()))
                                .requestsPerTarget(requestsPerTask)
                                .scaleOutCooldown(Duration.seconds(OUT_SECONDS))
                                .scaleInCooldown(Duration.seconds(IN_SECONDS))
                                .build());
    }

    /// Backlog per running task. Every task of stats-service reports the same number for the whole
    /// cluster, so the
    /// largest counts.
    static void byBacklog(PlatformService service, List<String> groups, int backlogPerTask) {
        ScalableTaskCount tasks = scalable(service);
        CfnScalingPolicy policy = CfnScalingPolicy.Builder.create(service, "ByBacklog")
                .policyName(service.surroundings().config().prefix() + "-" + service.name() + "-backlog")
                .policyType("TargetTrackingScaling")
                .serviceNamespace("ecs")
                .scalableDimension("ecs:service:DesiredCount")
                .resourceId("service/%s/%s"
                        .formatted(service.surroundings().config().prefix(), service.name()))
                .targetTrackingScalingPolicyConfiguration(TargetTrackingScalingPolicyConfigurationProperty.builder()
                        .targetValue(backlogPerTask)
                        .scaleOutCooldown(OUT_SECONDS)
                        .scaleInCooldown(IN_SECONDS)
                        .customizedMetricSpecification(CustomizedMetricSpecificationProperty.builder()
                                .metrics(backlogPerTask(service, groups))
                                .build())
                        .build())
                .build();
        policy.getNode().addDependency(tasks);
    }

    private static List<TargetTrackingMetricDataQueryProperty> backlogPerTask(
            PlatformService service, List<String> groups) {
        List<TargetTrackingMetricDataQueryProperty> queries = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            queries.add(query("waiting" + i, backlog(service, groups.get(i))));
        }
        queries.add(query("tasks", runningTasks(service)));
        String waiting =
                IntStream.range(0, groups.size()).mapToObj(i -> "waiting" + i).collect(Collectors.joining(" + "));
        queries.add(TargetTrackingMetricDataQueryProperty.builder()
                .id("perTask")
                .expression("(%s) / tasks".formatted(waiting))
                .label("Backlog per task")
                .returnData(true)
                .build());
        return queries;
    }

    private static TargetTrackingMetricDataQueryProperty query(String id, TargetTrackingMetricStatProperty metric) {
        return TargetTrackingMetricDataQueryProperty.builder()
                .id(id)
                .metricStat(metric)
                .returnData(false)
                .build();
    }

    private static TargetTrackingMetricStatProperty backlog(PlatformService service, String group) {
        return TargetTrackingMetricStatProperty.builder()
                .stat("Maximum")
                .metric(TargetTrackingMetricProperty.builder()
                        .namespace(service.surroundings().config().metricsNamespace())
                        .metricName("darkroom.stats.backlog")
                        .dimensions(List.of(dimension("group", group)))
                        .build())
                .build();
    }

    private static TargetTrackingMetricStatProperty runningTasks(PlatformService service) {
        return TargetTrackingMetricStatProperty.builder()
                .stat("Average")
                .metric(TargetTrackingMetricProperty.builder()
                        .namespace("ECS/ContainerInsights")
                        .metricName("RunningTaskCount")
                        .dimensions(List.of(
                                dimension(
                                        "ClusterName",
                                        service.surroundings().config().prefix()),
                                dimension("ServiceName", service.name())))
                        .build())
                .build();
    }

    private static TargetTrackingMetricDimensionProperty dimension(String name, String value) {
        return TargetTrackingMetricDimensionProperty.builder()
                .name(name)
                .value(value)
                .build();
    }

    private static ScalableTaskCount scalable(PlatformService service) {
        Fleet fleet = service.specification().fleet();
        return service.service()
                .autoScaleTaskCount(EnableScalingProps.builder()
                        .minCapacity(fleet.fewest())
                        .maxCapacity(fleet.most())
                        .build());
    }
}
