package io.darkroom.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.servers.Infrastructure;
import io.darkroom.servers.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/// What callers and orchestrators are told while the database is away.
@RunningService
class DatabaseAwayIT {

    private static final Duration SOON = Duration.ofMinutes(3);

    private final Server postgres = Infrastructure.shared().postgres();
    private final HttpClient client = HttpClient.newHttpClient();

    @Autowired
    MockMvcTester http;

    @LocalManagementPort
    int managementPort;

    @BeforeEach
    void kill() {
        postgres.kill();
    }

    @AfterEach
    void start() {
        if (!postgres.isAlive()) {
            postgres.start();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/stats/summary", "/v1/stats/timeline", "/v1/stats/images"})
    void callersAreToldToComeBack(String path) {
        assertThat(get(path))
                .hasStatus(503)
                .hasHeader(HttpHeaders.RETRY_AFTER, "5")
                .bodyJson()
                .extractingPath("$.code")
                .isEqualTo("DATABASE_UNAVAILABLE");

        postgres.start();
        await().atMost(SOON).untilAsserted(() -> assertThat(get(path)).hasStatusOk());
    }

    @Test
    void theServiceIsAliveButNotReady() {
        assertThat(health("liveness")).isEqualTo(200);
        assertThat(health("readiness")).isEqualTo(503);

        postgres.start();
        await().atMost(SOON).untilAsserted(() -> assertThat(health("readiness")).isEqualTo(200));
    }

    private MvcTestResult get(String path) {
        return http.get()
                .uri(path)
                .header(HttpHeaders.AUTHORIZATION, TestTokens.analyst())
                .exchange();
    }

    private int health(String group) {
        URI uri = URI.create("http://127.0.0.1:%d/actuator/health/%s".formatted(managementPort, group));
        try {
            return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
