package io.darkroom.upload;

import io.darkroom.servers.Infrastructure;
import io.darkroom.servers.S3Server;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Map;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistrar;

/// A test of the whole service over HTTP with a real broker, S3 server and issuer. Such tests share one service and the
/// servers per JVM.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = UploadApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "springdoc.api-docs.enabled=false",
            "darkroom.upload.max-image-size=20MB",
            "darkroom.upload.minimum-pace.window=10s",
            // However busy the machine is.
            "darkroom.upload.max-wait=1m",
            "darkroom.store.timeouts.read=1m",
            "darkroom.store.timeouts.attempt=1m",
            "darkroom.store.timeouts.call=3m",
            "spring.kafka.producer.properties.max.block.ms=60000",
            "spring.kafka.producer.properties.delivery.timeout.ms=60000"
        })
@Import(RealService.Servers.class)
public @interface RealService {

    /// Where the servers are.
    @TestConfiguration(proxyBeanMethods = false)
    class Servers {

        @Bean
        DynamicPropertyRegistrar servers() {
            return registry -> settings().forEach((key, value) -> registry.add(key, () -> value));
        }

        /// The settings that lead the service to the servers.
        static Map<String, String> settings() {
            Infrastructure servers = Infrastructure.shared();
            return Map.of(
                    "spring.kafka.bootstrap-servers",
                    servers.bootstrapServers(),
                    "spring.security.oauth2.resourceserver.jwt.issuer-uri",
                    servers.issuer().toString(),
                    "darkroom.store.endpoint",
                    servers.s3Endpoint().toString(),
                    "darkroom.store.path-style",
                    "true",
                    "darkroom.store.region",
                    S3Server.REGION,
                    "darkroom.store.credentials.access-key",
                    S3Server.ACCESS_KEY,
                    "darkroom.store.credentials.secret-key",
                    S3Server.SECRET_KEY);
        }
    }
}
