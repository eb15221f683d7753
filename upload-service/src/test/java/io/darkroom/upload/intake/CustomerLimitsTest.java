package io.darkroom.upload.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.events.CustomerId;
import io.darkroom.events.ImageFormat;
import io.darkroom.events.ImageId;
import io.darkroom.store.InMemoryImageStore;
import io.darkroom.store.ObjectKey;
import io.darkroom.upload.Api;
import io.darkroom.upload.Api.Answer;
import io.darkroom.upload.RecordingPublisher;
import io.darkroom.upload.Samples;
import io.darkroom.upload.Samples.Form;
import io.darkroom.upload.ServiceTest;
import io.darkroom.upload.TestIssuer;
import io.darkroom.upload.intake.pixels.ClaimedSizes;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Limits of one customer, [ServiceTest#LIMITED]: it may send other images than all the others.
@ServiceTest
class CustomerLimitsTest {

    private static final byte[] WITHIN = ClaimedSizes.jpeg(1_000, 1_000, 100);
    private static final byte[] BEYOND = ClaimedSizes.jpeg(1_001, 1_000, 100);

    // Behind what is looked at before a place is taken.
    private static final byte[] BEYOND_AND_LATE = ClaimedSizes.jpeg(1_001, 1_000, 100_000);

    @LocalServerPort
    private int port;

    @Autowired
    private InMemoryImageStore store;

    @Autowired
    private RecordingPublisher publisher;

    @Autowired
    private MeterRegistry meters;

    private Api limited;
    private Api acme;

    @BeforeEach
    void signIn() {
        limited = new Api(port, TestIssuer.get().customer(ServiceTest.LIMITED));
        acme = new Api(port, TestIssuer.get().customer("acme"));
        publisher.forget();
    }

    static Stream<Arguments> beyond() {
        return Stream.of(
                Arguments.of("JPEG", BEYOND),
                Arguments.of("JPEG of a camera", BEYOND_AND_LATE),
                Arguments.of("PNG", ClaimedSizes.png(1_001, 1_000)),
                Arguments.of("TIFF", ClaimedSizes.tiff(ByteOrder.BIG_ENDIAN, 1_001, 1_000, 150_000)),
                Arguments.of("AVIF", ClaimedSizes.isoMedia(ImageFormat.AVIF, 1_001, 1_000)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("beyond")
    void refusesAnImageOfMorePixelsAndLeavesNothingOfIt(String kind, byte[] image) {
        double before = refusals();
        String key = UUID.randomUUID().toString();

        Answer refused = limited.upload("image/jpeg", image, "Idempotency-Key", key);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("/code")).isEqualTo("TOO_MANY_PIXELS");
        assertThat(refused.text("/fault")).isEqualTo("SENDER");
        assertThat(refused.text("/detail"))
                .isEqualTo("The image has 1,001 × 1,000 pixels; at most 1,000,000 in all are taken.");
        assertThat(refusals()).isEqualTo(before + 1);
        assertThat(publisher.published()).isEmpty();
        assertThat(limited.upload("image/jpeg", WITHIN, "Idempotency-Key", key).status())
                .as("nothing is under the key")
                .isEqualTo(202);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("beyond")
    void takesTheSameImageFromOthers(String kind, byte[] image) {
        assertThat(acme.upload("image/jpeg", image).status()).isEqualTo(202);
    }

    @Test
    void refusesOneFileOfAFormAndTakesThoseBesideIt() {
        Form form = new Form()
                .file("1.jpg", WITHIN)
                .file("2.jpg", BEYOND_AND_LATE)
                .file("3.jpg", BEYOND)
                .file("4.jpg", WITHIN);

        Answer answer = limited.upload(Form.CONTENT_TYPE, form.end());

        assertThat(answer.status()).isEqualTo(202);
        assertThat(Stream.of("0", "1", "2", "3")
                        .map(at -> answer.body()
                                .at("/images/" + at + "/problem/code")
                                .asString("")))
                .containsExactly("", "TOO_MANY_PIXELS", "TOO_MANY_PIXELS", "");
        assertThat(answer.body().at("/complete").asBoolean()).isTrue();
        assertThat(publisher.published()).hasSize(2);
    }

    @Test
    void refusesAnImageInPiecesByItsFirst() {
        byte[] image = Arrays.copyOf(BEYOND, 100_000);
        String upload = announce(limited, image.length);

        Answer first = patch(upload, 0, Arrays.copyOf(image, 20_000));

        assertThat(first.status()).isEqualTo(422);
        assertThat(first.text("/code")).isEqualTo("TOO_MANY_PIXELS");
        assertThat(tus(limited, "HEAD", upload).header("Upload-Offset")).isEqualTo("0");
    }

    @Test
    void refusesAnImageInPiecesByItsLastIfTheHeaderWasCut() {
        String upload = announce(limited, BEYOND_AND_LATE.length);

        int half = BEYOND_AND_LATE.length / 2;
        Answer first = patch(upload, 0, Arrays.copyOf(BEYOND_AND_LATE, half));
        Answer last = patch(upload, half, Arrays.copyOfRange(BEYOND_AND_LATE, half, BEYOND_AND_LATE.length));

        assertThat(List.of(first.status(), last.status())).containsExactly(204, 422);
        assertThat(publisher.published()).isEmpty();
        ImageId id = ImageId.parse(upload.substring(upload.lastIndexOf('/') + 1));
        assertThat(store.bytes(new ObjectKey.Raw(new CustomerId(ServiceTest.LIMITED), id)))
                .isEmpty();
    }

    @Test
    void boundsTheBytesOfItsImagesByItsOwnLimit() {
        byte[] larger = Samples.jpeg(200_001, 1);

        Answer body = limited.upload("image/jpeg", larger);
        Answer announced = tus(limited, "POST", "/v1/uploads", "Upload-Length", Integer.toString(larger.length));
        Answer form = limited.upload(
                Form.CONTENT_TYPE, new Form().file("1.jpg", larger).end());

        assertThat(List.of(body.status(), announced.status(), form.status())).containsOnly(413);
        assertThat(body.text("/detail")).isEqualTo("An image may have at most 200000 bytes.");
        assertThat(acme.upload("image/jpeg", larger).status()).isEqualTo(202);
    }

    @Test
    void tellsTheOwnLimitToClientsThatAsk() {
        assertThat(tus(limited, "OPTIONS", "/v1/uploads").header("Tus-Max-Size"))
                .isEqualTo("200000");
        assertThat(tus(acme, "OPTIONS", "/v1/uploads").header("Tus-Max-Size")).isEqualTo("1048576");
    }

    private double refusals() {
        return meters.counter("darkroom.upload.refused", "code", "TOO_MANY_PIXELS")
                .count();
    }

    private static String announce(Api api, int length) {
        return tus(api, "POST", "/v1/uploads", "Upload-Length", Integer.toString(length))
                .header("Location");
    }

    private Answer patch(String upload, int offset, byte[] bytes) {
        return limited.send(
                "PATCH",
                upload,
                BodyPublishers.ofByteArray(bytes),
                "Tus-Resumable",
                "1.0.0",
                "Upload-Offset",
                Integer.toString(offset),
                "Content-Type",
                "application/offset+octet-stream");
    }

    private static Answer tus(Api api, String method, String path, String... headers) {
        return api.send(
                method,
                path,
                BodyPublishers.noBody(),
                Stream.concat(Stream.of("Tus-Resumable", "1.0.0"), Stream.of(headers))
                        .toArray(String[]::new));
    }
}
