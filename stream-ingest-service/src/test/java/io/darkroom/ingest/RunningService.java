package io.darkroom.ingest;

import io.darkroom.servers.Infrastructure;
import io.darkroom.servers.S3Server;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfiguration;

/// A test of the whole service on real servers; all such tests share one.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = RunningService.OnRealServers.class)
@interface RunningService {

    /// Tells a service where the servers are, and takes free ports.
    final class OnRealServers implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            TestPropertyValues.of(
                            "spring.kafka.bootstrap-servers="
                                    + Infrastructure.shared().bootstrapServers(),
                            "darkroom.store.endpoint=" + Infrastructure.shared().s3Endpoint(),
                            "darkroom.store.region=" + S3Server.REGION,
                            "darkroom.store.path-style=true",
                            "darkroom.store.credentials.access-key=" + S3Server.ACCESS_KEY,
                            "darkroom.store.credentials.secret-key=" + S3Server.SECRET_KEY,
                            "darkroom.ingest.dataref-buckets=" + ExternalApp.DROPBOX,
                            // However busy the machine is.
                            "darkroom.store.timeouts.read=1m",
                            "darkroom.store.timeouts.attempt=1m",
                            "darkroom.store.timeouts.call=3m",
                            "darkroom.ingest.back-off.longest=1s",
                            "server.port=0",
                            "management.server.port=0")
                    .applyTo(context);
        }
    }
}
