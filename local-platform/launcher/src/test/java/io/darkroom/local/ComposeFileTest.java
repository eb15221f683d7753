package io.darkroom.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/// What `docker-compose.yml` and the Dockerfiles promise, read from the files: whether they run, `./dev containers`
/// shows.
class ComposeFileTest {

    private static final Path ROOT = Path.of("../..");
    private static final Path DOCKERFILES = ROOT.resolve("containers");
    private static final Set<String> SERVICES =
            Set.of("upload-service", "stream-ingest-service", "processor-service", "stats-service");
    private static final Set<String> PARTS = Set.of("s3", "issuer", "set-up", "lifecycle", "gateway", "samples");
    private static final Set<String> ENDING = Set.of("set-up", "samples");

    private static final Map<String, Map<String, Object>> CONTAINERS = containers();

    @Test
    void hasEveryPartOfThePlatform() {
        assertThat(CONTAINERS.keySet())
                .containsAll(SERVICES)
                .containsAll(PARTS)
                .contains("kafka", "postgres", "prometheus", "grafana");
    }

    @ParameterizedTest
    @MethodSource("names")
    void namesAnExactImage(String name) {
        assertThat((String) CONTAINERS.get(name).get("image")).matches("[a-z0-9./-]+:v?\\d+\\.\\d+[\\w.-]*");
    }

    @ParameterizedTest
    @MethodSource("ours")
    void givesOurContainersNoMoreThanTheyNeed(String name) {
        Map<String, Object> container = CONTAINERS.get(name);

        assertThat(container)
                .containsEntry("read_only", true)
                .containsEntry("cap_drop", List.of("ALL"))
                .containsEntry("security_opt", List.of("no-new-privileges:true"))
                .containsEntry("tmpfs", List.of("/tmp"))
                .containsKey("mem_limit")
                .doesNotContainKeys("privileged", "user", "cap_add", "network_mode");
    }

    @ParameterizedTest
    @MethodSource("names")
    void startsAgainWhatEndsByItself(String name) {
        assertThat(CONTAINERS.get(name)).containsEntry("restart", ENDING.contains(name) ? "no" : "unless-stopped");
    }

    @ParameterizedTest
    @MethodSource("names")
    void publishesPortsOnThisMachineOnly(String name) {
        assertThat(list(CONTAINERS.get(name).get("ports")))
                .allMatch(port -> port.toString().startsWith("127.0.0.1:"));
    }

    @Test
    void publishesTheUsualPorts() {
        List<Integer> published = CONTAINERS.values().stream()
                .flatMap(container -> list(container.get("ports")).stream())
                .map(port -> Integer.valueOf(port.toString().split(":", -1)[1]))
                .toList();

        assertThat(published)
                .doesNotHaveDuplicates()
                .contains(
                        PortName.GATEWAY.usual(),
                        PortName.ISSUER.usual(),
                        PortName.KAFKA.usual(),
                        PortName.POSTGRES.usual(),
                        PortName.S3.usual());
    }

    @ParameterizedTest
    @MethodSource("services")
    void isReadyOnlyWhenItsServiceIs(String name) {
        assertThat(map(CONTAINERS.get(name).get("healthcheck")))
                .containsEntry("test", List.of("CMD", "/app/healthy", "actuator", "readiness"));
        assertThat(map(CONTAINERS.get(name).get("depends_on")))
                .containsEntry("set-up", Map.of("condition", "service_completed_successfully"));
    }

    @Test
    void keepsDataOnVolumes() {
        List<String> kept = Stream.of("kafka", "postgres", "s3", "issuer")
                .flatMap(name -> list(CONTAINERS.get(name).get("volumes")).stream())
                .map(Object::toString)
                .toList();

        assertThat(kept)
                .containsExactlyInAnyOrder(
                        "kafka:/var/lib/kafka/data", "postgres:/var/lib/postgresql", "s3:/data", "issuer:/data");
    }

    @ParameterizedTest
    @MethodSource("dockerfiles")
    void buildsOnAnExactImage(Path dockerfile) throws IOException {
        String text = Files.readString(dockerfile);
        Set<String> stages = find(text, "(?m)^FROM \\S+ AS (\\S+)");
        Set<String> bases = find(text, "(?m)^FROM (\\S+)");
        bases.removeAll(stages);

        assertThat(bases).allMatch(base -> base.equals("${JRE}") || base.equals("${KIND}"));
        assertThat(text).containsPattern("(?m)^ARG JRE=eclipse-temurin:25(\\.\\d+)+_\\d+-jre-[a-z]+$");
        assertThat(text).doesNotContain(":latest");
    }

    @ParameterizedTest
    @MethodSource("dockerfiles")
    void runsAsNobodyInParticular(Path dockerfile) throws IOException {
        List<String> lines = Files.readAllLines(dockerfile);

        List<String> users =
                lines.stream().filter(line -> line.startsWith("USER ")).toList();

        assertThat(users).containsExactly("USER 10001:10001");
        assertThat(lines.subList(lines.indexOf(users.getFirst()), lines.size()))
                .as("nothing is changed after it")
                .noneMatch(line -> line.startsWith("RUN ") || line.startsWith("COPY "));
    }

    @Test
    void recordsTheStartOfEveryServiceAtTheBuild() throws IOException {
        String dockerfile = Files.readString(DOCKERFILES.resolve("service.Dockerfile"));

        assertThat(dockerfile)
                .contains("-XX:AOTCacheOutput=/app/service.aot")
                .contains("\"-XX:AOTCache=/app/service.aot\"")
                .contains("ls /app/processors/renditions/lib/*.aot")
                .contains("HEALTHCHECK");
    }

    @Test
    void choosesLibvipsByThePlatform() throws IOException {
        assertThat(Files.readString(DOCKERFILES.resolve("service.Dockerfile")))
                .contains("amd64) platform=linux-x64", "arm64) platform=linux-arm64");
    }

    @Test
    void trustsTheRootsOfRdsAndNobodyElse() throws Exception {
        try (InputStream pem = Files.newInputStream(DOCKERFILES.resolve("trust/rds.pem"))) {
            var roots = CertificateFactory.getInstance("X.509").generateCertificates(pem).stream()
                    .map(X509Certificate.class::cast)
                    .toList();

            assertThat(roots).allSatisfy(root -> {
                assertThat(root.getSubjectX500Principal()).isEqualTo(root.getIssuerX500Principal());
                assertThat(root.getSubjectX500Principal().getName()).contains("CN=Amazon RDS ");
                assertThat(root.getBasicConstraints()).as("may sign").isNotNegative();
                root.verify(root.getPublicKey());
            });
            assertThat(roots)
                    .extracting(root -> root.getSubjectX500Principal().getName())
                    .filteredOn(name -> name.contains("ap-southeast-1"))
                    .hasSize(3);
        }
    }

    @Test
    void tellsDockerNoMoreThanAnImageIsMadeOf() throws IOException {
        assertThat(Files.readAllLines(ROOT.resolve(".dockerignore")))
                .contains("*")
                .filteredOn(line -> line.startsWith("!"))
                .allMatch(line -> line.equals("!containers") || line.contains("/target/"));
    }

    private static Stream<String> names() {
        return CONTAINERS.keySet().stream();
    }

    private static Stream<String> services() {
        return SERVICES.stream();
    }

    private static Stream<String> ours() {
        return Stream.concat(SERVICES.stream(), PARTS.stream());
    }

    private static Stream<Path> dockerfiles() throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(DOCKERFILES)) {
            files.filter(file -> file.toString().endsWith("Dockerfile")).forEach(found::add);
        }
        return found.stream();
    }

    private static Set<String> find(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult result) -> result.group(1))
                .collect(Collectors.toSet());
    }

    private static Map<String, Map<String, Object>> containers() {
        try {
            Map<String, Object> file = new Yaml().load(Files.readString(ROOT.resolve("docker-compose.yml")));
            Map<String, Map<String, Object>> containers = new TreeMap<>();
            map(file.get("services")).forEach((name, container) -> containers.put(name, map(container)));
            return containers;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    private static List<?> list(Object value) {
        return value == null ? List.of() : (List<?>) value;
    }
}
