package io.darkroom.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.events.CustomerId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every series that a dashboard or an alert names is one that the services have.
class SeriesIT {

    private static final Path OBSERVABILITY = Path.of("../containers/observability");
    private static final Duration SOON = Duration.ofMinutes(3);
    private static final Pattern SERIES = Pattern.compile("\\b(?:darkroom|http|jvm|hikaricp|kafka)_\\w+");

    private final Platform platform = Platform.shared();

    // Some series are there only once there is something to count.
    @BeforeEach
    void sendSomethingThroughBothDoors() throws Exception {
        Customer acme = platform.customer("acme");
        String id = acme.upload(TestImages.jpeg(platform.nextSeed()), null).text("id");
        acme.upload("no image".getBytes(StandardCharsets.UTF_8), null);
        platform.externalApp()
                .send(new CustomerId("acme"), platform.run() + "-series", TestImages.jpeg(platform.nextSeed()))
                .get();
        platform.awaitEnd(acme, id);
    }

    @Test
    void isThereForEveryPanelOfTheDashboards() throws Exception {
        for (Path dashboard : files("dashboards")) {
            JsonNode panels =
                    JsonMapper.shared().readTree(Files.readAllBytes(dashboard)).path("panels");

            assertThat(panels).isNotEmpty();
            for (JsonNode panel : panels) {
                for (JsonNode target : panel.path("targets")) {
                    assertKnown(
                            panel.path("title").asString(), target.path("expr").asString());
                }
            }
        }
    }

    @Test
    @SuppressWarnings("unchecked")
    void isThereForEveryAlert() throws Exception {
        var file = (Map<String, List<Map<String, Object>>>)
                new Yaml().load(Files.readString(OBSERVABILITY.resolve("alerts.yml")));
        for (var group : file.get("groups")) {
            for (var rule : (List<Map<String, Object>>) group.get("rules")) {
                String expression = String.valueOf(rule.get("expr"));
                if (!expression.startsWith("up{")) {
                    assertKnown(String.valueOf(rule.get("alert")), expression);
                }
            }
        }
    }

    private void assertKnown(String where, String expression) {
        Set<String> named = SERIES.matcher(expression)
                .results()
                .map(result -> result.group())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(named).as(where).isNotEmpty();
        await(where)
                .atMost(SOON)
                .untilAsserted(() -> assertThat(platform.series()).containsAll(named));
    }

    private static List<Path> files(String directory) throws IOException {
        try (var files = Files.list(OBSERVABILITY.resolve(directory))) {
            return files.toList();
        }
    }
}
