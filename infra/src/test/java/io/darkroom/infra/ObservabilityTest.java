package io.darkroom.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.infra.Templates.Resource;
import io.darkroom.infra.config.EnvironmentConfig;
import io.darkroom.infra.config.Environments;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;

/// An alarm for each promise, on series that there are.
class ObservabilityTest {

    static final List<EnvironmentConfig> ENVIRONMENTS = Environments.ALL;

    private static final Pattern SELECTOR = Pattern.compile("\"(\\^[^\"]+\\$)\"");

    @ParameterizedTest
    @FieldSource("ENVIRONMENTS")
    void guardsEveryPromise(EnvironmentConfig config) {
        List<String> alarms = Templates.of(config).resources("AWS::CloudWatch::Alarm").stream()
                .map(alarm -> alarm.id().replaceFirst("^Rules", ""))
                .toList();

        assertThat(alarms)
                .containsExactlyInAnyOrder(
                        "BalanceDoesNotClose",
                        "OriginalsWithoutEvent",
                        "DeadLetters",
                        "StreamRejected",
                        "ImagesFail",
                        "Backlogstreamingest",
                        "Backlogprocessorupload",
                        "Backlogprocessorstream",
                        "StaleUPLOAD",
                        "StaleSTREAM",
                        "TooFewTasksuploadservice",
                        "TooFewTasksstreamingestservice",
                        "TooFewTasksprocessorservice",
                        "TooFewTasksstatsservice",
                        "StreamIsSlow",
                        "ServerErrors",
                        "FirewallBlocks",
                        "CertificateExpires",
                        "BrokerDisks",
                        "OfflinePartitions",
                        "DatabaseStorage",
                        "DatabaseCpu",
                        "ReplicaLag");
    }

    @ParameterizedTest
    @FieldSource("ENVIRONMENTS")
    void tellsSomebodyWhenItBeginsAndWhenItIsOver(EnvironmentConfig config) {
        assertThat(Templates.of(config).resources("AWS::CloudWatch::Alarm")).allSatisfy(alarm -> {
            assertThat(alarm.property("AlarmActions")).hasSize(1);
            assertThat(alarm.property("OKActions")).hasSize(1);
            assertThat(alarm.property("AlarmDescription").asString()).isNotBlank();
        });
        assertThat(Templates.of(config).resources("AWS::SNS::Subscription")).hasSize(1);
        assertThat(Templates.of(config).resources("AWS::Budgets::Budget")).hasSize(1);
    }

    @ParameterizedTest
    @FieldSource("ENVIRONMENTS")
    void takesTheSilenceOfWhatScalingGoesByForAFault(EnvironmentConfig config) {
        assertThat(Templates.of(config).resources("AWS::CloudWatch::Alarm"))
                .filteredOn(
                        alarm -> alarm.id().contains("Backlog") || alarm.id().contains("Balance"))
                .hasSize(4)
                .allMatch(alarm -> alarm.property("TreatMissingData").asString().equals("breaching"));
    }

    @Test
    void writesAsMetricsWhateverIsAlarmedOrScaledBy() {
        List<Pattern> written = SELECTOR.matcher(Resources.text("/collector/config.yaml"))
                .results()
                .map(found -> Pattern.compile(found.group(1).replace("\\\\", "\\")))
                .toList();

        assertThat(ownMetrics())
                .hasSizeGreaterThan(7)
                .allMatch(metric -> written.stream()
                        .anyMatch(pattern -> pattern.matcher(metric).matches()));
    }

    @Test
    void namesOnlyMetricsThatTheServicesPublish() {
        String sources = Stream.of("stats-service", "processor-service", "stream-ingest-service", "upload-service")
                .flatMap(service -> javaFiles(Path.of("..", service, "src/main/java")).stream())
                .map(ObservabilityTest::read)
                .collect(Collectors.joining());

        assertThat(ownMetrics()).allMatch(metric -> sources.contains("\"" + metric + "\""));
    }

    private static Set<String> ownMetrics() {
        Set<String> names = new TreeSet<>();
        Templates.of(Environments.SINGAPORE).resources().stream()
                .filter(resource -> resource.type().equals("AWS::CloudWatch::Alarm")
                        || resource.type().equals("AWS::ApplicationAutoScaling::ScalingPolicy"))
                .map(Resource::properties)
                .forEach(properties -> collectMetrics(properties, names));
        return names;
    }

    private static void collectMetrics(JsonNode node, Set<String> names) {
        String name = node.path("MetricName").asString("");
        if (name.startsWith("darkroom.")) {
            names.add(name);
        }
        node.forEach(child -> collectMetrics(child, names));
    }

    private static List<Path> javaFiles(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
