package io.darkroom.processor;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// The processor service.
@SpringBootApplication(proxyBeanMethods = false)
public class ProcessorApplication {

    /// Starts the service.
    public static void main(String[] args) {
        SpringApplication.run(ProcessorApplication.class, args);
    }
}
