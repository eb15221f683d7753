package io.darkroom.upload;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/// Starts the upload service.
@SpringBootApplication(proxyBeanMethods = false)
@EnableConfigurationProperties(UploadProperties.class)
public class UploadApplication {

    /// Starts it.
    ///
    /// @param args settings, as Spring Boot takes them
    public static void main(String[] args) {
        SpringApplication.run(UploadApplication.class, args);
    }
}
