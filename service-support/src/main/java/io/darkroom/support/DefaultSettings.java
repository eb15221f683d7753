package io.darkroom.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.ClassPathResource;

/// Adds `darkroom-defaults.yaml`, the settings that are the same in every service, and [TelemetrySettings]:
/// both below everything else.
public final class DefaultSettings implements EnvironmentPostProcessor {

    private static final String FILE = "darkroom-defaults.yaml";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        try {
            new YamlPropertySourceLoader()
                    .load(FILE, new ClassPathResource(FILE))
                    .forEach(environment.getPropertySources()::addLast);
            environment.getPropertySources().addLast(TelemetrySettings.of(environment));
        } catch (IOException e) {
            throw new UncheckedIOException("the shipped " + FILE + " cannot be read", e);
        }
    }
}
