package io.darkroom.local.samples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.darkroom.events.Channel;
import io.darkroom.events.CustomerId;
import io.darkroom.events.ImageId;
import io.darkroom.events.Sha256;
import io.darkroom.events.Topics;
import io.darkroom.local.samples.SampleDoors.ClientCredentials;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SampleSenderTest {

    private static final CustomerId ACME = new CustomerId("acme");
    private static final CustomerId STRANGER = new CustomerId("stranger");

    private final FakePlatform platform = new FakePlatform();
    private final MockProducer<String, byte[]> stream =
            new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
    private final SampleSender sender = sender(Duration.ofMinutes(2));

    @AfterEach
    void stop() {
        sender.close();
        platform.close();
    }

    @Test
    void uploadsWithATokenAKeyAndADigest() {
        Sample sample = upload("one.jpg", "bytes");

        List<SentSample> sent = sender.send(List.of(sample), _ -> {});

        FakePlatform.Upload upload = platform.uploads().getFirst();
        assertThat(upload.header("Authorization")).isEqualTo("Bearer token-of-acme-app");
        assertThat(upload.header("Content-Type")).isEqualTo("image/jpeg");
        assertThat(upload.header("Content-Digest"))
                .isEqualTo("sha-256=:" + Sha256.of("bytes".getBytes(UTF_8)).base64() + ":");
        assertThat(upload.header("Content-Disposition")).contains("one.jpg");
        assertThat(upload.body()).isEqualTo("bytes");
        assertThat(sent).containsExactly(new SentSample(sample, upload.id()));
    }

    @Test
    void theSameSampleHasTheSameKeyAndAChangedOneAnother() {
        sender.send(List.of(upload("one.jpg", "a"), upload("one.jpg", "a"), upload("one.jpg", "b")), _ -> {});

        List<String> keys = platform.uploads().stream()
                .map(upload -> upload.header("Idempotency-Key"))
                .toList();
        assertThat(keys.get(0)).isEqualTo(keys.get(1)).isNotEqualTo(keys.get(2));
    }

    @Test
    void asksForOneTokenPerCustomer() {
        sender.send(List.of(upload("one.jpg", "a"), upload("two.jpg", "b")), _ -> {});

        assertThat(platform.tokensGiven()).isEqualTo(1);
    }

    @Test
    void streamsAsTheExternalApp() {
        Sample sample = new Sample(ACME, Channel.STREAM, "one.jpg", "image/jpeg", null, () -> new byte[] {1, 2});

        List<SentSample> sent = sender.send(List.of(sample, sample), _ -> {});

        assertThat(stream.history()).hasSize(2).allSatisfy(record -> {
            assertThat(record.topic()).isEqualTo(Topics.EXTERNAL);
            assertThat(record.value()).containsExactly(1, 2);
            assertThat(new String(record.headers().lastHeader("ce_customerid").value(), UTF_8))
                    .isEqualTo("acme");
        });
        ImageId id = ImageId.ofStream(
                ACME, StreamDoor.SOURCE, stream.history().getFirst().key());
        assertThat(sent).extracting(SentSample::imageId).containsExactly(id, id);
    }

    @Test
    void tellsHowFarItHasCome() {
        List<String> told = new ArrayList<>();

        sender.send(
                List.of(upload("one.jpg", "a"), upload("two.jpg", "b")),
                progress -> told.add("%d/%d %s"
                        .formatted(
                                progress.sent(),
                                progress.total(),
                                progress.latest().sample().fileName())));

        assertThat(told).containsExactly("1/2 one.jpg", "2/2 two.jpg");
    }

    @Test
    void triesAgainWhileTheServiceIsAway() {
        platform.refuseFirst(2, 503);

        List<SentSample> sent = sender.send(List.of(upload("one.jpg", "a")), _ -> {});

        assertThat(sent).hasSize(1);
        assertThat(platform.uploads()).hasSize(1);
    }

    @Test
    void saysWhatWasRefusedAndWhy() {
        platform.refuseFirst(1, 415);

        assertThatExceptionOfType(SampleFailedException.class)
                .isThrownBy(() -> sender.send(List.of(upload("one.jpg", "a")), _ -> {}))
                .withMessageContaining("one.jpg")
                .withMessageContaining("415")
                .withMessageContaining("because");
    }

    @Test
    void saysWhoGetsNoToken() {
        Sample sample = new Sample(STRANGER, Channel.UPLOAD, "one.jpg", "image/jpeg", null, () -> new byte[1]);

        assertThatExceptionOfType(SampleFailedException.class)
                .isThrownBy(() -> sender.send(List.of(sample), _ -> {}))
                .withMessageContaining("stranger")
                .withMessageContaining("401")
                .withMessageNotContaining("wrong");
    }

    @Test
    void givesUpOnADoorThatStaysClosedAndSaysWhich() {
        URI closed = platform.uri();
        platform.close();

        try (SampleSender impatient = sender(Duration.ofMillis(200))) {
            assertThatExceptionOfType(SampleFailedException.class)
                    .isThrownBy(() -> impatient.send(List.of(upload("one.jpg", "a")), _ -> {}))
                    .withMessageContaining(closed.toString());
        }
    }

    @Test
    void saysThatTheStreamDidNotTakeASample() {
        Sample sample = new Sample(ACME, Channel.STREAM, "one.jpg", "image/jpeg", null, () -> new byte[1]);
        stream.sendException = new RecordTooLargeException("too large");

        assertThatExceptionOfType(SampleFailedException.class)
                .isThrownBy(() -> sender.send(List.of(sample), _ -> {}))
                .withMessageContaining("one.jpg")
                .withMessageContaining("too large");
    }

    private SampleSender sender(Duration patience) {
        return new SampleSender(
                new SampleDoors(
                        platform.uri(),
                        platform.uri(),
                        "unused",
                        Map.of(
                                ACME,
                                new ClientCredentials("acme-app", "acme-secret"),
                                STRANGER,
                                new ClientCredentials("stranger", "wrong"))),
                new StreamDoor(stream),
                new PatientHttp(patience, Duration.ofMillis(10)));
    }

    private static Sample upload(String name, String content) {
        return new Sample(ACME, Channel.UPLOAD, name, "image/jpeg", null, () -> content.getBytes(UTF_8));
    }
}
