package io.darkroom.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.infra.config.EnvironmentConfig;
import io.darkroom.infra.config.Environments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Synthesis asks nobody anything, and says the same each time.
class OfflineTest {

    static final List<EnvironmentConfig> ENVIRONMENTS = Environments.ALL;

    @Test
    void looksNothingUp() throws IOException {
        Templates.of(Environments.SINGAPORE);

        JsonNode manifest =
                JsonMapper.shared().readTree(Files.readString(Templates.DIRECTORY.resolve("manifest.json")));

        assertThat(manifest.path("missing").isMissingNode()).isTrue();
        // Nor was anything looked up before and written down.
        assertThat(Path.of("cdk.context.json")).doesNotExist();
        assertThat(Path.of("../cdk.context.json")).doesNotExist();
    }

    @Test
    void buildsNoContainerImages() throws IOException {
        Templates.of(Environments.SINGAPORE);

        try (Stream<Path> files = Files.list(Templates.DIRECTORY)) {
            assertThat(files.filter(file -> file.toString().endsWith(".assets.json")))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(
                                    JsonMapper.shared().readTree(file.toFile()).path("dockerImages"))
                            .isEmpty());
        }
    }

    @Test
    void writesTheSameBytesInAnotherProcess(@TempDir Path other) throws Exception {
        Templates.of(Environments.SINGAPORE);
        Path log = other.resolve("log");

        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Synthesis.class.getName(),
                        other.resolve("out").toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();

        assertThat(process.waitFor()).as(() -> read(log)).isZero();
        Map<String, String> files = files(Templates.DIRECTORY);
        assertThat(files.keySet())
                .filteredOn(name -> name.endsWith(".template.json"))
                .hasSize(18);
        assertThat(files(other.resolve("out"))).isEqualTo(files);
    }

    @ParameterizedTest
    @FieldSource("ENVIRONMENTS")
    void protectsTheStacksThatHoldWhatCannotBeMadeAgain(EnvironmentConfig config) {
        JsonNode artifacts = JsonMapper.shared()
                .readTree(Templates.DIRECTORY.resolve("manifest.json").toFile())
                .path("artifacts");

        for (String stack : List.of("storage", "network", "messaging", "database", "identity")) {
            assertThat(artifacts
                            .path(config.prefix() + "-" + stack)
                            .path("properties")
                            .path("terminationProtection")
                            .asBoolean())
                    .as(stack)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @FieldSource("ENVIRONMENTS")
    void hasNineStacksForEachEnvironment(EnvironmentConfig config) {
        assertThat(Templates.of(config).stacks())
                .containsOnlyKeys(
                        "storage",
                        "network",
                        "messaging",
                        "database",
                        "identity",
                        "edge",
                        "services",
                        "bi",
                        "observability");
    }

    /// A digest of whatever was written, not of the templates alone.
    private static Map<String, String> files(Path directory) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(
                        directory.relativize(file).toString(),
                        UUID.nameUUIDFromBytes(Files.readAllBytes(file)).toString());
            }
        }
        return contents;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
