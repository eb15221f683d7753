package io.darkroom.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.stats.reconciliation.Reconciliation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalManagementPort;

/// A store that is away is no concern of whoever counts.
@RunningService
@ExtendWith(OutputCaptureExtension.class)
class StoreAwayIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    @Autowired
    Reconciliation reconciliation;

    @LocalManagementPort
    int managementPort;

    @Test
    void leavesTheServiceReadyAndCounting(CapturedOutput log) {
        TestEvents image = TestEvents.upload("without-store");
        TestDatabase.owner()
                .sql("update stats.reconciliation set begun_at = null")
                .update();

        await().atMost(SOON).untilAsserted(() -> {
            reconciliation.reconcile();
            assertThat(log).contains("originals cannot be compared");
        });
        TestTopics.send(image.received());

        await().atMost(SOON).untilAsserted(() -> assertThat(isCounted(image)).isTrue());
        await().atMost(SOON).untilAsserted(() -> assertThat(isReady()).isTrue());
    }

    private static boolean isCounted(TestEvents image) {
        return TestDatabase.analyst()
                .sql("select exists (select from bi.images where image_id = ?)")
                .param(image.imageId().value())
                .query(Boolean.class)
                .single();
    }

    private boolean isReady() throws IOException, InterruptedException {
        URI readiness = URI.create("http://127.0.0.1:%d/actuator/health/readiness".formatted(managementPort));
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(readiness).build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        }
    }
}
