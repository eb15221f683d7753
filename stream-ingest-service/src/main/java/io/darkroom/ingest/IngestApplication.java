package io.darkroom.ingest;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/// The stream-ingest-service.
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class IngestApplication {

    /// Starts the service.
    public static void main(String[] args) {
        SpringApplication.run(IngestApplication.class, args);
    }
}
