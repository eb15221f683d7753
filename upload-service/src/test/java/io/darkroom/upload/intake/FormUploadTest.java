package io.darkroom.upload.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.events.CustomerId;
import io.darkroom.events.ImageId;
import io.darkroom.events.Sha256;
import io.darkroom.store.Bucket;
import io.darkroom.store.InMemoryImageStore;
import io.darkroom.store.ObjectKey;
import io.darkroom.upload.Api;
import io.darkroom.upload.Api.Answer;
import io.darkroom.upload.RecordingPublisher;
import io.darkroom.upload.Samples;
import io.darkroom.upload.Samples.Form;
import io.darkroom.upload.ServiceTest;
import io.darkroom.upload.TestIssuer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServiceTest
class FormUploadTest {

    private static final CustomerId ACME = new CustomerId("acme");
    private static final byte[] NO_IMAGE = "no image".getBytes(StandardCharsets.UTF_8);

    @LocalServerPort
    private int port;

    @Autowired
    private InMemoryImageStore store;

    @Autowired
    private RecordingPublisher publisher;

    private Api acme;

    @BeforeEach
    void signIn() {
        acme = new Api(port, TestIssuer.get().customer("acme"));
        publisher.forget();
    }

    @Test
    void givesAReceiptForEachFileInTheirOrder() {
        byte[] first = Samples.jpeg(300_000, 1);
        byte[] second = Samples.png(70_000, 2);

        Answer answer = send(new Form().file("one.jpg", first).file("two.png", second));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().at("/complete").asBoolean()).isTrue();
        assertThat(answer.body().at("/images")).hasSize(2);
        assertThat(answer.text("/images/0/fileName")).isEqualTo("one.jpg");
        assertThat(answer.text("/images/0/receipt/sha256"))
                .isEqualTo(Sha256.of(first).hex());
        assertThat(answer.text("/images/1/receipt/mediaType")).isEqualTo("image/png");
        assertThat(store.bytes(rawOf(answer, 1))).contains(second);
        assertThat(publisher.published())
                .extracting(published -> published.event().imageId().toString())
                .containsExactly(answer.text("/images/0/receipt/id"), answer.text("/images/1/receipt/id"));
    }

    @Test
    void takesPartsThatDeclareThemselvesImagesAndPassesOverOtherFields() {
        byte[] image = Samples.jpeg(1000, 3);
        Form form = new Form()
                .part("Content-Disposition: form-data; name=\"title\"", NO_IMAGE)
                .part("Content-Disposition: form-data; name=\"photo\"\nContent-Type: image/jpeg", image)
                .part("Content-Disposition: form-data; name=\"more\"", image);

        Answer answer = send(form);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().at("/images")).hasSize(1);
        assertThat(answer.body().at("/images/0/receipt").has("fileName")).isFalse();
    }

    @Test
    void doesNotLetABadFileHoldUpThoseAfterIt() {
        Form form = new Form()
                .file("notes.txt", NO_IMAGE)
                .file("huge.jpg", Samples.jpeg(1024 * 1024 + 1, 4))
                .file("empty.jpg", new byte[0])
                .file("good.jpg", Samples.jpeg(1000, 5));

        Answer answer = send(form);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.text("/images/0/problem/code")).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
        assertThat(answer.body().at("/images/0/problem/status").asInt()).isEqualTo(415);
        assertThat(answer.text("/images/1/problem/code")).isEqualTo("TOO_LARGE");
        assertThat(answer.text("/images/2/problem/code")).isEqualTo("EMPTY");
        assertThat(answer.text("/images/3/receipt/id")).isNotEmpty();
        assertThat(answer.body().at("/complete").asBoolean()).isTrue();
        assertThat(publisher.published()).hasSize(1);
    }

    @Test
    void answersWithTheFirstProblemWhenNothingWasAccepted() {
        Answer answer = send(new Form().file("a.txt", NO_IMAGE).file("b.jpg", new byte[0]));

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.text("/code")).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
        assertThat(answer.text("/images/1/problem/code")).isEqualTo("EMPTY");
        assertThat(publisher.published()).isEmpty();
    }

    @Test
    void refusesAFormWithoutFiles() {
        Answer answer = send(new Form().part("Content-Disposition: form-data; name=\"title\"", NO_IMAGE));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/code")).isEqualTo("EMPTY");
    }

    @Test
    void refusesMoreFilesThanAllowedButKeepsTheFirst() {
        Form form = new Form();
        for (int i = 0; i < 6; i++) {
            form.file(i + ".jpg", Samples.jpeg(1000, 10 + i));
        }

        Answer answer = send(form);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().at("/images")).hasSize(5);
        assertThat(answer.text("/images/4/problem/code")).isEqualTo("TOO_LARGE");
        assertThat(answer.body().at("/complete").asBoolean()).isFalse();
        assertThat(publisher.published()).hasSize(4);
    }

    @Test
    void givesTheSameImagesWhenAFormIsRepeated() {
        String key = UUID.randomUUID().toString();
        byte[] first = Samples.jpeg(1000, 20);
        byte[] second = Samples.jpeg(1000, 21);

        Answer once = send(new Form().file("1.jpg", first).file("2.jpg", second), "Idempotency-Key", key);
        Answer twice = send(new Form().file("1.jpg", first).file("2.jpg", second), "Idempotency-Key", key);

        assertThat(twice.response().body()).isEqualTo(once.response().body());
        assertThat(once.text("/images/0/receipt/id")).isNotEqualTo(once.text("/images/1/receipt/id"));
    }

    @Test
    void namesTheOnlyFileOfAFormAsABodyUnderTheSameKey() {
        String key = UUID.randomUUID().toString();
        byte[] image = Samples.jpeg(1000, 22);

        Answer form = send(new Form().file("1.jpg", image), "Idempotency-Key", key);
        Answer body = acme.upload("image/jpeg", image, "Idempotency-Key", key);

        assertThat(body.status()).isEqualTo(202);
        assertThat(body.text("/id")).isEqualTo(form.text("/images/0/receipt/id"));
    }

    @Test
    void checksThePartsOwnDigests() {
        byte[] image = Samples.jpeg(1000, 23);
        String digest = "\nContent-Digest: sha-256=:" + Sha256.of(image).base64() + ":";
        byte[] other = Samples.jpeg(1000, 24);

        Answer answer = send(new Form()
                .part("Content-Disposition: form-data; name=\"i\"; filename=\"1.jpg\"" + digest, image)
                .part("Content-Disposition: form-data; name=\"i\"; filename=\"2.jpg\"" + digest, other));

        assertThat(answer.body().at("/images/0").has("receipt")).isTrue();
        assertThat(answer.text("/images/1/problem/code")).isEqualTo("CHECKSUM_MISMATCH");
    }

    @Test
    void refusesADigestOfTheWholeForm() {
        Answer answer = send(
                new Form().file("1.jpg", Samples.jpeg(1000, 25)),
                "Content-Digest",
                "sha-256=:" + Sha256.of(new byte[1]).base64() + ":");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/code")).isEqualTo("INVALID_EVENT");
        assertThat(publisher.published()).isEmpty();
    }

    @Test
    void endsAFormWhoseDependencyIsAway() {
        store.goAway();
        Answer answer;
        try {
            answer = send(new Form().file("1.jpg", Samples.jpeg(1000, 26)).file("2.jpg", Samples.jpeg(1000, 27)));
        } finally {
            store.comeBack();
        }

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isNotBlank();
        assertThat(answer.text("/code")).isEqualTo("STORE_UNAVAILABLE");
        assertThat(answer.body().at("/images")).hasSize(1);
        assertThat(answer.text("/images/0/fileName")).isEqualTo("1.jpg");
        assertThat(answer.body().at("/complete").asBoolean()).isFalse();
    }

    @Test
    void leavesNothingOfAFileThatBreaksOff() {
        byte[] whole = Samples.jpeg(1000, 28);
        byte[] cut = new Form()
                .file("1.jpg", whole)
                .file("2.jpg", Samples.jpeg(200_000, 29))
                .cut();
        int before = store.keys(Bucket.RAW).size();

        Answer answer = acme.upload(Form.CONTENT_TYPE, cut);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().at("/images/0").has("receipt")).isTrue();
        assertThat(answer.text("/images/1/problem/code")).isEqualTo("INVALID_EVENT");
        assertThat(answer.body().at("/complete").asBoolean()).isFalse();
        assertThat(store.keys(Bucket.RAW)).hasSize(before + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--frontier", "--frontier\r\n", "--other\r\n\r\n", "--frontier\r\nX", "\r\n\r\n\r\n"})
    void refusesABodyThatIsNoForm(String body) {
        Answer answer = acme.upload(Form.CONTENT_TYPE, body.getBytes(StandardCharsets.UTF_8));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.text("/fault")).isEqualTo("SENDER");
    }

    @Test
    void refusesAFormWithoutABoundary() {
        Answer answer = acme.upload("multipart/form-data", new Form().end());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/code")).isEqualTo("INVALID_EVENT");
    }

    @Test
    void refusesAFormOfTooManyParts() {
        Form form = new Form();
        for (int i = 0; i < 200; i++) {
            form.part("Content-Disposition: form-data; name=\"x\"", NO_IMAGE);
        }

        Answer answer = send(form);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/code")).isEqualTo("INVALID_EVENT");
    }

    @Test
    void refusesAPartWhoseHeadIsTooLarge() {
        Answer answer = send(new Form().file("x".repeat(10_000) + ".jpg", Samples.jpeg(10, 30)));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/code")).isEqualTo("INVALID_EVENT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../etc/passwd",
                "C:\\\\x\\\\y.jpg",
                "a\u0000b.jpg",
                "\u202Egpj.exe",
                "x\\\"; drop.jpg",
                "ärger-写真.jpg",
                "%0d%0aSet-Cookie: x",
                "",
            })
    void treatsHostileFileNamesAsInertText(String name) {
        Answer answer = send(new Form().file(name, Samples.jpeg(50, 31)));

        assertThat(answer.status()).isEqualTo(202);
        String kept = String.valueOf(publisher.published().getFirst().event().fileName());
        assertThat(kept).doesNotContainPattern("[/\\\\\\p{Cntrl}\\p{Cf}]");
        assertThat(store.keys(Bucket.RAW)).allMatch(key -> key.matches("raw/[a-z0-9-]+/[0-9a-f-]{36}"));
    }

    @Test
    void keepsNamesThatAreNotAscii() {
        Answer answer = send(new Form().file("ärger-写真.jpg", Samples.jpeg(50, 32)));

        assertThat(answer.text("/images/0/receipt/fileName")).isEqualTo("ärger-写真.jpg");
    }

    private Answer send(Form form, String... headers) {
        return acme.upload(Form.CONTENT_TYPE, form.end(), headers);
    }

    private static ObjectKey.Raw rawOf(Answer answer, int index) {
        return new ObjectKey.Raw(ACME, ImageId.parse(answer.text("/images/" + index + "/receipt/id")));
    }
}
