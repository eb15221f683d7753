package io.darkroom.stats;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/// The stats service.
@SpringBootApplication
@EnableConfigurationProperties(StatsProperties.class)
public class StatsApplication {

    /// Starts the service.
    public static void main(String[] args) {
        SpringApplication.run(StatsApplication.class, args);
    }
}
