package io.darkroom.support;

import java.util.Map;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;

/// Traces and metrics are sent by OTLP as soon as it is said where to, and not at all otherwise.
final class TelemetrySettings {

    /// Where traces are sent, for example `http://127.0.0.1:4318/v1/traces`.
    static final String TRACES = "management.opentelemetry.tracing.export.otlp.endpoint";

    /// Where metrics are sent, for example `http://127.0.0.1:4318/v1/metrics`.
    static final String METRICS = "management.otlp.metrics.export.url";

    private TelemetrySettings() {}

    static boolean isTracing(Environment environment) {
        return environment.containsProperty(TRACES);
    }

    static MapPropertySource of(ConfigurableEnvironment environment) {
        boolean isTracing = isTracing(environment);
        return new MapPropertySource(
                "darkroom-telemetry",
                Map.of(
                        "management.tracing.sampling.probability",
                        isTracing ? 1.0 : 0.0,
                        "spring.kafka.template.observation-enabled",
                        isTracing,
                        "management.otlp.metrics.export.enabled",
                        environment.containsProperty(METRICS)));
    }
}
