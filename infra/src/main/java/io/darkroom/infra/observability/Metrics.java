package io.darkroom.infra.observability;

import io.darkroom.infra.config.EnvironmentConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;

/// What is measured: our own metrics, as the services' collectors write them, and those of AWS's
/// services.
///
/// @param config the environment
/// @param observed whom AWS's metrics are about
record Metrics(EnvironmentConfig config, ObservabilityStack.Observed observed) {

    private static final Duration MINUTE = Duration.minutes(1);
    private static final Duration DAY = Duration.days(1);
    private static final String KAFKA = "AWS/Kafka";
    private static final String RDS = "AWS/RDS";
    private static final String LOAD_BALANCER = "AWS/ApplicationELB";
    private static final List<String> BROKERS = List.of("1", "2", "3");

    /// One of ours, of one service.
    Metric own(String name, String service, String statistic) {
        return metric(config.metricsNamespace(), name, statistic, Map.of("service", service));
    }

    /// One of ours, with a dimension of its own.
    Metric own(String name, String dimension, String value, String statistic) {
        return metric(config.metricsNamespace(), name, statistic, Map.of(dimension, value));
    }

    /// Images that wait for a consumer group. Every task of stats-service reports the same number.
    Metric backlog(String group) {
        return own("darkroom.stats.backlog", "group", group, "Maximum");
    }

    /// How many images in a hundred fail; none while there are too few to say.
    IMetric failedPercent(int fewestImages) {
        Map<String, IMetric> ends = new LinkedHashMap<>();
        ends.put("all", own("darkroom.processor.image", "processor-service", "SampleCount"));
        ends.put("processed", own("darkroom.processor.image", "outcome", "processed", "SampleCount"));
        return MathExpression.Builder.create()
                .label("Failed images, percent")
                .expression("IF(FILL(all, 0) >= %d, 100 * (all - FILL(processed, 0)) / all, 0)".formatted(fewestImages))
                .usingMetrics(ends)
                .period(MINUTE)
                .build();
    }

    IMetric sum(String label, List<Metric> metrics) {
        Map<String, IMetric> parts = new LinkedHashMap<>();
        IntStream.range(0, metrics.size()).forEach(i -> parts.put("m" + i, metrics.get(i)));
        return MathExpression.Builder.create()
                .label(label)
                .expression(parts.keySet().stream()
                        .map(part -> "FILL(%s, 0)".formatted(part))
                        .collect(Collectors.joining(" + ")))
                .usingMetrics(parts)
                .period(MINUTE)
                .build();
    }

    /// Requests that no service could answer, in a hundred.
    IMetric serverErrorsPercent(int fewestRequests) {
        Map<String, IMetric> parts = new LinkedHashMap<>();
        parts.put("target", loadBalancer("HTTPCode_Target_5XX_Count", "Sum"));
        parts.put("balancer", loadBalancer("HTTPCode_ELB_5XX_Count", "Sum"));
        parts.put("requests", loadBalancer("RequestCount", "Sum"));
        return MathExpression.Builder.create()
                .label("Server errors, percent")
                .expression("IF(FILL(requests, 0) >= %d, 100 * (FILL(target, 0) + FILL(balancer, 0)) / requests, 0)"
                        .formatted(fewestRequests))
                .usingMetrics(parts)
                .period(MINUTE)
                .build();
    }

    Metric loadBalancer(String name, String statistic) {
        return metric(
                LOAD_BALANCER,
                name,
                statistic,
                Map.of(
                        "LoadBalancer",
                        observed.edge().frontDoor().loadBalancer().getLoadBalancerFullName()));
    }

    Metric daysOfCertificate() {
        return Metric.Builder.create()
                .namespace("AWS/CertificateManager")
                .metricName("DaysToExpiry")
                .dimensionsMap(
                        Map.of("CertificateArn", observed.edge().certificate().getCertificateArn()))
                .statistic("Minimum")
                .period(DAY)
                .build();
    }

    /// Disk of the broker that has the least left, in percent used.
    IMetric brokerDisks() {
        Map<String, IMetric> parts = new LinkedHashMap<>();
        BROKERS.forEach(broker -> parts.put(
                "b" + broker,
                metric(
                        KAFKA,
                        "KafkaDataLogsDiskUsed",
                        "Maximum",
                        sorted("Cluster Name", config.prefix(), "Broker ID", broker))));
        return MathExpression.Builder.create()
                .label("Fullest broker's disk, percent")
                .expression("MAX([%s])".formatted(String.join(", ", parts.keySet())))
                .usingMetrics(parts)
                .period(MINUTE)
                .build();
    }

    Metric cluster(String name, String statistic) {
        return metric(KAFKA, name, statistic, Map.of("Cluster Name", config.prefix()));
    }

    Metric database(String instance, String name, String statistic) {
        return metric(RDS, name, statistic, Map.of("DBInstanceIdentifier", instance));
    }

    Metric runningTasks(String service) {
        return metric(
                "ECS/ContainerInsights",
                "RunningTaskCount",
                "Minimum",
                sorted("ClusterName", observed.services().clusterName(), "ServiceName", service));
    }

    Metric blockedRequests() {
        return metric(
                "AWS/WAFV2",
                "BlockedRequests",
                "Sum",
                sorted("WebACL", observed.edge().firewall().metricName(), "Region", config.region(), "Rule", "ALL"));
    }

    private static Metric metric(String namespace, String name, String statistic, Map<String, String> dimensions) {
        return Metric.Builder.create()
                .namespace(namespace)
                .metricName(name)
                .dimensionsMap(dimensions)
                .statistic(statistic)
                .period(MINUTE)
                .build();
    }

    private static Map<String, String> sorted(String... namesAndValues) {
        Map<String, String> dimensions = new TreeMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            dimensions.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return dimensions;
    }
}
