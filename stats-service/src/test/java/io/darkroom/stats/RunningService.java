package io.darkroom.stats;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/// A test of the whole service with a real broker and a real database. All such tests of a JVM share one service, so
/// each keeps to customers of its own.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = StatsApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "darkroom.stats.checks.freshness=200ms",
            "darkroom.stats.checks.balance=200ms",
            "darkroom.stats.retry.longest-pause=500ms",
            // Nobody is there, and only tests ask.
            "darkroom.store.endpoint=http://127.0.0.1:1",
            "darkroom.store.credentials.access-key=nobody",
            "darkroom.store.credentials.secret-key=nothing",
            "darkroom.stats.checks.reconciliation=1d",
            // Only tests make the OpenAPI document.
            "darkroom.api.public-paths=/v3/api-docs.yaml",
            "springdoc.paths-to-match=/v1/**",
            "springdoc.writer-with-order-by-keys=true"
        })
@AutoConfigureMockMvc
@ContextConfiguration(initializers = RealInfrastructure.class)
@Import(TestTokens.Decoder.class)
public @interface RunningService {}
