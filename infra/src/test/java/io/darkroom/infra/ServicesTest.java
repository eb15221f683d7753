package io.darkroom.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.infra.Templates.Resource;
import io.darkroom.infra.config.EnvironmentConfig;
import io.darkroom.infra.config.Environments;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// The services on Fargate.
class ServicesTest {

    static final List<EnvironmentConfig> ENVIRONMENTS = Environments.ALL;

    private static final List<String> EVERYBODY = List.of(
            "AWS_REGION",
            "DARKROOM_API_CLIENTIDS",
            "MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT",
            "MANAGEMENT_OTLP_METRICS_EXPORT_URL",
            "SERVER_ADDRESS",
            "SPRING_KAFKA_BOOTSTRAPSERVERS",
            "SPRING_PROFILES_ACTIVE",
            "SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_ISSUERURI");

    private static final List<String> STORE = List.of(
            "DARKROOM_STORE_RAWBUCKET",
            "DARKROOM_STORE_REGION",
            "DARKROOM_STORE_RESULTSBUCKET",
            "DARKROOM_STORE_RETENTION_DAYS");

    @ParameterizedTest
    @FieldSource("ENVIRONMENTS")
    void runOnArmAsNobodyWithNothingToWriteToButScratch(EnvironmentConfig config) {
        List<Resource> tasks = Templates.of(config).resources("AWS::ECS::TaskDefinition");

        assertThat(tasks).hasSize(5);
        for (Resource task : tasks) {
            assertThat(task.property("RuntimePlatform", "CpuArchitecture").asString())
                    .isEqualTo("ARM64");
            assertThat(task.property("ContainerDefinitions")).allSatisfy(container -> {
                assertThat(container.path("ReadonlyRootFilesystem").asBoolean()).isTrue();
                assertThat(container.path("Privileged").asBoolean()).isFalse();
            });
        }
        for (JsonNode service : services(config).values()) {
            assertThat(service.path("User").asString()).isEqualTo("10001:10001");
            assertThat(service.path("MountPoints")
                            .valueStream()
                            .map(m -> m.path("ContainerPath").asString()))
                    .isSubsetOf("/tmp", "/work");
        }
    }

    @ParameterizedTest
    @FieldSource("ENVIRONMENTS")
    void areReplacedWhenNotAliveAndGivenTimeToStop(EnvironmentConfig config) {
        for (JsonNode service : services(config).values()) {
            assertThat(service.path("HealthCheck").path("Command").valueStream().map(JsonNode::asString))
                    .containsExactly("CMD", "/app/healthy", "actuator", "liveness");
            assertThat(service.path("StopTimeout").asInt()).isBetween(60, 120);
        }
    }

    @ParameterizedTest
    @FieldSource("ENVIRONMENTS")
    void rollBackDeploymentsThatDoNotBecomeHealthy(EnvironmentConfig config) {
        List<Resource> services = Templates.of(config).resources("AWS::ECS::Service");

        assertThat(services).hasSize(4).allSatisfy(service -> {
            JsonNode breaker = service.property("DeploymentConfiguration", "DeploymentCircuitBreaker");
            assertThat(breaker.path("Enable").asBoolean()).isTrue();
            assertThat(breaker.path("Rollback").asBoolean()).isTrue();
            assertThat(service.property("NetworkConfiguration", "AwsvpcConfiguration", "AssignPublicIp")
                            .asString())
                    .isEqualTo("DISABLED");
        });
    }

    @Test
    void areToldExactlyWhatTheirProfileForAwsAsksFor() {
        assertThat(told("upload-service")).containsExactlyElementsOf(with(STORE.stream()));
        assertThat(told("processor-service")).containsExactlyElementsOf(with(STORE.stream()));
        assertThat(told("stream-ingest-service"))
                .containsExactlyElementsOf(
                        with(Stream.concat(STORE.stream(), Stream.of("DARKROOM_INGEST_DATAREFBUCKETS"))));
        assertThat(told("stats-service"))
                .containsExactlyElementsOf(with(Stream.concat(
                        STORE.stream(), Stream.of("DARKROOM_BI_READER_PASSWORD", "DARKROOM_DATABASE_HOST"))));
    }

    private static List<String> with(Stream<String> own) {
        return Stream.concat(EVERYBODY.stream(), own).sorted().toList();
    }

    private static List<String> told(String service) {
        JsonNode container = services(Environments.SINGAPORE).get(service);
        return Stream.concat(
                        container.path("Environment").valueStream(),
                        container.path("Secrets").valueStream())
                .map(variable -> variable.path("Name").asString())
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"upload-service", "stream-ingest-service", "processor-service", "stats-service"})
    void getPasswordsAsSecretsOnly(String service) {
        JsonNode container = services(Environments.SINGAPORE).get(service);

        assertThat(container
                        .path("Environment")
                        .valueStream()
                        .map(variable -> variable.path("Name").asString()))
                .noneMatch(name -> name.contains("PASSWORD") || name.contains("SECRET"));
    }

    @Test
    void takeTheBuildToRunAsAParameter() {
        Templates templates = Templates.of(Environments.SINGAPORE);

        assertThat(templates.stacks().get("services").path("Parameters").has("ImageTag"))
                .isTrue();
        services(Environments.SINGAPORE)
                .values()
                .forEach(service -> assertThat(templates.text("services", service.path("Image")))
                        .endsWith(":<services/ImageTag>"));
    }

    private static Map<String, JsonNode> services(EnvironmentConfig config) {
        return Templates.of(config).resources("AWS::ECS::TaskDefinition").stream()
                .flatMap(task -> task.property("ContainerDefinitions").valueStream())
                .filter(container -> container.path("Name").asString().endsWith("-service"))
                .collect(Collectors.toMap(
                        container -> container.path("Name").asString(),
                        container -> container,
                        (a, b) -> a,
                        TreeMap::new));
    }
}
