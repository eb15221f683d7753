package io.darkroom.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.events.ImageId;
import io.darkroom.servers.Infrastructure;
import io.darkroom.servers.Server;
import io.darkroom.upload.Api.Answer;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/// What senders see while the store or the broker is away: gone, or there and silent.
@RealService
@TestPropertySource(
        properties = {
            "darkroom.store.timeouts.read=3s",
            "darkroom.store.timeouts.attempt=3s",
            "darkroom.store.timeouts.call=8s",
            "spring.kafka.producer.properties.max.block.ms=4000",
            "spring.kafka.producer.properties.delivery.timeout.ms=5000"
        })
class OutageIT {

    // The time-outs sum up to less than 10 seconds; the rest is for a busy machine.
    private static final Duration LONGEST_ANSWER = Duration.ofMinutes(2);
    private static final Duration LONGEST_RECOVERY = Duration.ofMinutes(5);

    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    private Api acme;

    @BeforeEach
    void signIn() {
        acme = new Api(port, Infrastructure.shared().accessToken("acme-app"));
        await().atMost(LONGEST_RECOVERY)
                .until(() -> acme.upload("image/jpeg", Samples.jpeg(1000, 1)).status() == 202);
    }

    static Stream<Arguments> outages() {
        Infrastructure servers = Infrastructure.shared();
        return Stream.of(
                Arguments.of("STORE_UNAVAILABLE", servers.s3(), 100_000),
                Arguments.of("STORE_UNAVAILABLE", servers.s3(), 12 * 1024 * 1024),
                Arguments.of("BROKER_UNAVAILABLE", servers.kafka(), 100_000));
    }

    @ParameterizedTest(name = "{0}, {2} bytes", autoCloseArguments = false)
    @MethodSource("outages")
    void tellsTheSenderToComeBackWhenAServerIsGone(String code, Server server, int sizeBytes) {
        String key = UUID.randomUUID().toString();
        server.kill();
        try {
            assertRefused(upload(key, sizeBytes), code);
            assertThat(readiness()).isEqualTo(503);
        } finally {
            server.start();
        }
        assertHeals(key, sizeBytes);
    }

    @ParameterizedTest(name = "{0}, {2} bytes", autoCloseArguments = false)
    @MethodSource("outages")
    void tellsTheSenderToComeBackWhenAServerIsSilent(String code, Server server, int sizeBytes) {
        String key = UUID.randomUUID().toString();
        server.suspend();
        try {
            assertRefused(upload(key, sizeBytes), code);
        } finally {
            server.resume();
        }
        assertHeals(key, sizeBytes);
    }

    private Timed upload(String key, int sizeBytes) {
        long start = System.nanoTime();
        Answer answer = acme.upload("image/jpeg", Samples.jpeg(sizeBytes, 2), "Idempotency-Key", key);
        return new Timed(answer, Duration.ofNanos(System.nanoTime() - start));
    }

    private record Timed(Answer answer, Duration took) {}

    private static void assertRefused(Timed refused, String code) {
        assertThat(refused.answer.status()).isEqualTo(503);
        assertThat(refused.answer.text("/code")).isEqualTo(code);
        assertThat(refused.answer.header("Retry-After")).isNotBlank();
        assertThat(refused.took).isLessThan(LONGEST_ANSWER);
    }

    // The same upload again is the same image, and is announced.
    private void assertHeals(String key, int sizeBytes) {
        await().atMost(LONGEST_RECOVERY).ignoreExceptions().untilAsserted(() -> {
            Answer answer = upload(key, sizeBytes).answer;
            assertThat(answer.status()).isEqualTo(202);
            assertThat(UploadedEvents.of(ImageId.parse(answer.text("/id")))).isNotEmpty();
        });
        await().atMost(LONGEST_RECOVERY).until(() -> readiness() == 200);
    }

    private int readiness() {
        return new Api(managementPort, null).get("/actuator/health/readiness").status();
    }
}
