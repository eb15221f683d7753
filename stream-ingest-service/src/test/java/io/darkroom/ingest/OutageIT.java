package io.darkroom.ingest;

import static io.darkroom.ingest.image.SampleImages.jpeg;
import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.events.ImageReceived;
import io.darkroom.events.Topics;
import io.darkroom.servers.Infrastructure;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.context.ConfigurableApplicationContext;

@RunningService
class OutageIT {

    private static final int UP = 200;
    private static final int DOWN = 503;

    private final ExternalApp app = new ExternalApp();
    private final HttpClient http = HttpClient.newHttpClient();

    @Autowired
    private MeterRegistry meters;

    @LocalManagementPort
    private int managementPort;

    @AfterEach
    void close() {
        http.close();
        app.close();
    }

    @Test
    void imagesWaitForTheStoreAndNoneIsGivenUp() throws Exception {
        List<String> ids = ids("during", 20);
        Infrastructure.shared().s3().kill();

        app.send(ids.stream().map(id -> app.image(id, jpeg(id))).toList());
        await().until(() -> redeliveries("STORE_UNAVAILABLE") >= 2);
        await().until(() -> status("readiness") == DOWN);
        int livenessWhileAway = status("liveness");
        Infrastructure.shared().s3().start();
        await().until(() -> images(ids) == ids.size());

        assertThat(livenessWhileAway).isEqualTo(UP);
        assertThat(received(ids))
                .extracting(ImageReceived::imageId)
                .containsAll(ids.stream().map(app::imageId).toList());
        assertThat(app.deadLetters()).isEmpty();
        await().until(() -> status("readiness") == UP);
    }

    @Test
    void theServiceOutlivesTheBroker() throws Exception {
        List<String> before = ids("before", 20);
        List<String> after = ids("after", 20);
        app.send(before.stream().map(id -> app.image(id, jpeg(id))).toList());
        Infrastructure.shared().kafka().kill();
        await().until(() -> status("readiness") == DOWN);
        int livenessWhileAway = status("liveness");

        Infrastructure.shared().kafka().start();
        app.send(after.stream().map(id -> app.image(id, jpeg(id))).toList());
        await().until(() -> images(before) == before.size());
        await().until(() -> images(after) == after.size());

        assertThat(livenessWhileAway).isEqualTo(UP);
        assertThat(app.deadLetters()).isEmpty();
        await().until(() -> status("readiness") == UP);
    }

    @Test
    void anInstanceThatStopsUnderLoadLeavesItsWorkToTheOthers() {
        List<String> ids = ids("shared", 400);
        ConfigurableApplicationContext second = new SpringApplicationBuilder(IngestApplication.class)
                .initializers(new RunningService.OnRealServers())
                .run();
        app.send(ids.subList(0, 200).stream().map(id -> app.image(id, jpeg(id))).toList());

        app.send(ids.subList(200, 400).stream()
                .map(id -> app.image(id, jpeg(id)))
                .toList());
        second.close();
        await().until(() -> images(ids) == ids.size());

        assertThat(received(ids).stream().distinct()).hasSize(ids.size());
        assertThat(app.deadLetters()).isEmpty();
    }

    private static List<String> ids(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + "-" + i).toList();
    }

    private List<ImageReceived> received(List<String> ids) {
        return app.events(Topics.STREAMED, ImageReceived.class, ids);
    }

    /// How many of them came. Some may have come twice.
    private long images(List<String> ids) {
        return received(ids).stream().map(ImageReceived::imageId).distinct().count();
    }

    private double redeliveries(String code) {
        return meters.get("darkroom.ingest.redelivered")
                .tag("code", code)
                .counter()
                .count();
    }

    private int status(String probe) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + managementPort + "/actuator/health/" + probe);
        return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                .statusCode();
    }

    private static ConditionFactory await() {
        return Awaitility.await()
                .atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions();
    }
}
