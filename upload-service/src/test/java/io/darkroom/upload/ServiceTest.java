package io.darkroom.upload;

import io.darkroom.store.InMemoryImageStore;
import io.darkroom.store.InMemoryPendingUploadStore;
import io.darkroom.support.Caller;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.ProblemDetail;
import org.springframework.test.context.DynamicPropertyRegistrar;

/// A test of the whole service over HTTP, with a store and a broker in memory and tokens of [TestIssuer]. Such tests
/// share one service per JVM.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = UploadApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "darkroom.upload.max-image-size=1MB",
            "darkroom.upload.customers." + ServiceTest.LIMITED + ".max-image-size=200000B",
            "darkroom.upload.customers." + ServiceTest.LIMITED + ".max-pixels=1000000",
            "darkroom.upload.max-files=4",
            // However busy the machine is.
            "darkroom.upload.max-wait=1m",
            "darkroom.upload.requests-per-customer.per-second=0",
            "darkroom.upload.live.heartbeat=200ms",
            "springdoc.packages-to-scan=io.darkroom.upload",
            "springdoc.override-with-generic-response=false",
            "springdoc.writer-with-order-by-keys=true",
            "springdoc.writer-with-default-pretty-printer=true",
            "darkroom.api.public-paths=/v1/openapi.json,/v3/api-docs"
        })
@Import(ServiceTest.Fakes.class)
public @interface ServiceTest {

    /// A customer with limits of its own: 200,000 bytes and a million pixels.
    String LIMITED = "limited-1";

    /// What stands in for the world.
    @TestConfiguration(proxyBeanMethods = false)
    class Fakes {

        // The caller is read from the token: it is no parameter of the API.
        static {
            SpringDocUtils.getConfig()
                    .addRequestWrapperToIgnore(Caller.class)
                    .replaceWithClass(ProblemDetail.class, Problem.class);
        }

        @Bean
        InMemoryImageStore store() {
            return new InMemoryImageStore();
        }

        @Bean
        InMemoryPendingUploadStore chunks() {
            return new InMemoryPendingUploadStore();
        }

        @Bean
        RecordingPublisher publisher() {
            return new RecordingPublisher();
        }

        @Bean
        RecordedTail tail() {
            return new RecordedTail();
        }

        @Bean
        OpenApiCustomizer recordDocs() {
            return RecordDocs::describe;
        }

        @Bean
        DynamicPropertyRegistrar issuer() {
            return registry -> registry.add(
                    "spring.security.oauth2.resourceserver.jwt.issuer-uri",
                    () -> TestIssuer.get().uri());
        }
    }
}
