package io.darkroom.issuer;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/// Runs the issuer.
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class IssuerApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(IssuerApplication.class, arguments);
    }
}
