package io.darkroom.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.infra.Templates.Resource;
import io.darkroom.infra.config.EnvironmentConfig;
import io.darkroom.infra.config.Environments;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;

/// How many tasks there are.
class ScalingTest {

    static final List<EnvironmentConfig> ENVIRONMENTS = Environments.ALL;

    @ParameterizedTest
    @FieldSource("ENVIRONMENTS")
    void growsUploadByRequests(EnvironmentConfig config) {
        Resource policy = Templates.of(config).resource("AWS::ApplicationAutoScaling::ScalingPolicy", "ByRequests");

        JsonNode tracking = policy.property("TargetTrackingScalingPolicyConfiguration");

        assertThat(tracking.path("PredefinedMetricSpecification")
                        .path("PredefinedMetricType")
                        .asString())
                .isEqualTo("ALBRequestCountPerTarget");
        assertThat(tracking.path("TargetValue").asInt())
                .isEqualTo(config.fleets().requestsPerUploadTask());
    }

    @ParameterizedTest
    @FieldSource("ENVIRONMENTS")
    void growsIngestAndProcessorByWhatWaitsForEachTask(EnvironmentConfig config) {
        assertThat(queries(config, "IngestByBacklog"))
                .containsExactly("darkroom.stats.backlog stream-ingest", "RunningTaskCount", "(waiting0) / tasks");
        assertThat(queries(config, "ProcessorByBacklog"))
                .containsExactly(
                        "darkroom.stats.backlog processor-upload",
                        "darkroom.stats.backlog processor-stream",
                        "RunningTaskCount",
                        "(waiting0 + waiting1) / tasks");
    }

    @ParameterizedTest
    @FieldSource("ENVIRONMENTS")
    void isQuickToGrowAndSlowToShrink(EnvironmentConfig config) {
        assertThat(Templates.of(config).resources("AWS::ApplicationAutoScaling::ScalingPolicy"))
                .filteredOn(policy -> policy.stack().equals("services"))
                .hasSize(3)
                .allSatisfy(policy -> {
                    JsonNode tracking = policy.property("TargetTrackingScalingPolicyConfiguration");
                    assertThat(tracking.path("ScaleOutCooldown").asInt()).isEqualTo(60);
                    assertThat(tracking.path("ScaleInCooldown").asInt()).isEqualTo(300);
                });
    }

    @Test
    void neverLetsADeploymentPutScalingBack() {
        List<Resource> services = Templates.of(Environments.SINGAPORE).resources("AWS::ECS::Service");

        assertThat(services)
                .filteredOn(service -> service.id().startsWith("Stats"))
                .allMatch(service -> service.property("DesiredCount").asInt() == 2);
        assertThat(services)
                .filteredOn(service -> !service.id().startsWith("Stats"))
                .hasSize(3)
                .noneMatch(service -> service.properties().has("DesiredCount"));
    }

    @Test
    void hasTwoTasksOfEachServiceAtLeast() {
        assertThat(Templates.of(Environments.SINGAPORE).resources("AWS::ApplicationAutoScaling::ScalableTarget"))
                .filteredOn(target -> target.stack().equals("services"))
                .hasSize(3)
                .allMatch(target -> target.property("MinCapacity").asInt() >= 2);
    }

    private static List<String> queries(EnvironmentConfig config, String id) {
        return Templates.of(config)
                .resource("AWS::ApplicationAutoScaling::ScalingPolicy", id)
                .property("TargetTrackingScalingPolicyConfiguration", "CustomizedMetricSpecification", "Metrics")
                .valueStream()
                .map(ScalingTest::query)
                .toList();
    }

    private static String query(JsonNode query) {
        if (query.has("Expression")) {
            return query.path("Expression").asString();
        }
        JsonNode metric = query.path("MetricStat").path("Metric");
        String name = metric.path("MetricName").asString();
        return metric.path("Dimensions").get(0).path("Name").asString().equals("group")
                ? name + " " + metric.path("Dimensions").get(0).path("Value").asString()
                : name;
    }
}
