package io.darkroom.support;

import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/// Traces from upload to statistics, through Kafka's headers.
@AutoConfiguration
public class TracingAutoConfiguration {

    @Bean
    EventTracing eventTracing(Environment environment, ObjectProvider<ObservationRegistry> observations) {
        return new EventTracing(
                TelemetrySettings.isTracing(environment)
                        ? observations.getIfAvailable(() -> ObservationRegistry.NOOP)
                        : ObservationRegistry.NOOP);
    }
}
