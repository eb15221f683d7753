package io.darkroom.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.stats.StatsProperties.Checks;
import io.darkroom.stats.StatsProperties.Facts;
import io.darkroom.stats.StatsProperties.Reconciliation;
import io.darkroom.stats.StatsProperties.Retry;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

class StatsPropertiesTest {

    @Test
    void bindsTheShippedFile() throws IOException {
        StandardEnvironment environment = shipped(Map.of());

        StatsProperties properties = Binder.get(environment).bindOrCreate("darkroom.stats", StatsProperties.class);

        assertThat(properties)
                .isEqualTo(new StatsProperties(
                        new Facts(400, 7),
                        new Retry(Duration.ofMillis(200), Duration.ofSeconds(5)),
                        new Checks(
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(15),
                                Duration.ofHours(1),
                                Duration.ofMinutes(1)),
                        new Reconciliation(Duration.ofHours(1), Duration.ofMinutes(15))));
        assertThat(environment.getProperty("server.port")).isEqualTo("8084");
        assertThat(environment.getProperty("management.server.port")).isEqualTo("9084");
        assertThat(environment.getProperty("spring.flyway.placeholders.service-role"))
                .isEqualTo("darkroom_stats");
    }

    @ParameterizedTest
    @CsvSource({
        "darkroom.stats.facts.kept-days, 7, must be 8 to 3660",
        "darkroom.stats.facts.kept-days, 100000, must be 8 to 3660",
        "darkroom.stats.facts.ahead-days, 0, must be 1 to 60",
        "darkroom.stats.retry.first-pause, 0s, must be positive",
        "darkroom.stats.retry.longest-pause, 100ms, must be from first-pause to 1m",
        "darkroom.stats.retry.longest-pause, 10m, must be from first-pause to 1m",
        "darkroom.stats.checks.freshness, 0s, must be positive",
        "darkroom.stats.checks.balance, -1s, must be positive",
        "darkroom.stats.checks.partitions, 2d, must be positive and at most 12h",
        "darkroom.stats.checks.reconciliation, 0s, must be positive",
        "darkroom.stats.reconciliation.every, 25h, must be positive and at most 1d",
        "darkroom.stats.reconciliation.grace, 0s, must be positive"
    })
    void refusesAWrongValueAndSaysWhy(String name, String value, String reason) throws IOException {
        Binder binder = Binder.get(shipped(Map.of(name, value)));

        assertThatThrownBy(() -> binder.bindOrCreate("darkroom.stats", StatsProperties.class))
                .isInstanceOf(BindException.class)
                .rootCause()
                .hasMessage(name + " " + reason);
    }

    private static StandardEnvironment shipped(Map<String, Object> overrides) throws IOException {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("overrides", overrides));
        new YamlPropertySourceLoader()
                .load("shipped", new ClassPathResource("application.yaml"))
                .forEach(environment.getPropertySources()::addLast);
        return environment;
    }
}
