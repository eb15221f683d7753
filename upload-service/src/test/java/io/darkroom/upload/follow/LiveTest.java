package io.darkroom.upload.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.events.ImageProcessed;
import io.darkroom.upload.Api;
import io.darkroom.upload.Api.Answer;
import io.darkroom.upload.Endings;
import io.darkroom.upload.EventStream;
import io.darkroom.upload.EventStream.Event;
import io.darkroom.upload.RecordedTail;
import io.darkroom.upload.ServiceTest;
import io.darkroom.upload.TestIssuer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServiceTest
class LiveTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @LocalServerPort
    private int port;

    @Autowired
    private RecordedTail topic;

    @Autowired
    private MeterRegistry meters;

    @Test
    void tellsACustomerOnlyItsOwnImagesAsTheyEnd() throws Exception {
        try (EventStream stream = listen(null)) {
            ImageProcessed own = Endings.failed("acme");

            topic.publish(Endings.failed("globex"));
            topic.publish(own);

            Event event = stream.next();
            assertThat(event.name()).isEqualTo("image");
            assertThat(event.data().at("/id").asString())
                    .isEqualTo(own.imageId().toString());
            assertThat(event.data().at("/state").asString()).isEqualTo("FAILED");
            assertThat(event.data().at("/failure/code").asString()).isEqualTo("CORRUPT_IMAGE");
            assertThat(event.data().at("/links/self").asString()).isEqualTo("/v1/images/" + own.imageId());
        }
    }

    @Test
    void isNoCachedAnswer() throws Exception {
        try (EventStream stream = listen(null)) {
            assertThat(stream.response().statusCode()).isEqualTo(200);
            assertThat(stream.response().headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
            assertThat(stream.response().headers().firstValue("Cache-Control")).hasValue("no-store");
        }
    }

    @Test
    void goesOnAfterTheLastEventThatAListenerSaw() throws Exception {
        ImageProcessed second = Endings.failed("acme");
        ImageProcessed third = Endings.failed("acme");
        String seen;
        try (EventStream stream = listen(null)) {
            topic.publish(Endings.failed("acme"));
            seen = stream.next().id();
        }
        topic.publish(second);
        topic.publish(third);

        try (EventStream stream = listen(seen)) {
            assertThat(stream.next().data().at("/id").asString())
                    .isEqualTo(second.imageId().toString());
            assertThat(stream.next().data().at("/id").asString())
                    .isEqualTo(third.imageId().toString());
        }
    }

    @Test
    void movesTheLastIdOnWhileOthersImagesEnd() throws Exception {
        try (EventStream stream = listen(null)) {
            await().atMost(PATIENCE).until(() -> stream.lastEventId() != null);
            String before = stream.lastEventId();

            topic.publish(Endings.failed("globex"));

            await().atMost(PATIENCE).until(() -> !Objects.equals(stream.lastEventId(), before));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "AAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "0d9f1a3c-6f0e-5d0e-8a53-6c1f2b7f4a10"})
    void tellsWhoComesWithAnIdOfAnotherTimeThatItMayHaveMissedSome(String id) throws Exception {
        try (EventStream stream = listen(id)) {
            assertThat(stream.next().name()).isEqualTo("reset");
            assertThat(stream.lastEventId()).isNotEqualTo(id);
        }
    }

    @Test
    void endsWhenTheTokenExpires() throws Exception {
        String token = TestIssuer.get()
                .sign(TestIssuer.get()
                        .customerClaims()
                        .expirationTime(Date.from(Instant.now().plusSeconds(2)))
                        .build());

        try (EventStream stream = new EventStream(port, token, null)) {
            assertThat(stream.awaitEnd()).isTrue();
        }
    }

    @Test
    void forgetsWhoLeaves() throws Exception {
        Gauge listeners = meters.get("darkroom.upload.listeners").gauge();
        try (EventStream stream = listen(null)) {
            await().atMost(PATIENCE).until(() -> stream.lastEventId() != null);
            assertThat(listeners.value()).isPositive();
        }

        await().atMost(PATIENCE).until(() -> listeners.value() == 0);
    }

    // The container uses a request again: whoever served the one before must let go of it.
    @RepeatedTest(100)
    void staysWithAListenerWhileOthersLeave() throws Exception {
        try (EventStream other = listen(null)) {
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> other.lastEventId() != null);
        }
        try (EventStream stream = listen(null)) {
            ImageProcessed own = Endings.failed("acme");

            topic.publish(own);

            assertThat(stream.next().data().at("/id").asString())
                    .isEqualTo(own.imageId().toString());
        }
    }

    @Test
    void refusesWhoIsNoCustomerWithAProblem() {
        Answer answer = new Api(port, TestIssuer.get().analyst()).get("/v1/images/events");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text("/code")).isEqualTo("FORBIDDEN");
    }

    private EventStream listen(String lastEventId) {
        return new EventStream(port, TestIssuer.get().customer("acme"), lastEventId);
    }
}
