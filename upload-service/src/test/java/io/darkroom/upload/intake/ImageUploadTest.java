package io.darkroom.upload.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.events.Channel;
import io.darkroom.events.CustomerId;
import io.darkroom.events.ImageId;
import io.darkroom.events.ImageReceived;
import io.darkroom.events.Sha256;
import io.darkroom.events.Topics;
import io.darkroom.store.Bucket;
import io.darkroom.store.InMemoryImageStore;
import io.darkroom.store.ObjectKey;
import io.darkroom.upload.Api;
import io.darkroom.upload.Api.Answer;
import io.darkroom.upload.RecordingPublisher;
import io.darkroom.upload.RecordingPublisher.Published;
import io.darkroom.upload.Samples;
import io.darkroom.upload.ServiceTest;
import io.darkroom.upload.TestIssuer;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServiceTest
class ImageUploadTest {

    private static final CustomerId ACME = new CustomerId("acme");

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
    void storesAnnouncesAndAnswersWithAReceipt() {
        byte[] image = Samples.jpeg(100_000, 1);

        Answer answer = acme.upload("image/jpeg", image, "Content-Disposition", "attachment; filename=\"a b.jpg\"");

        assertThat(answer.status()).isEqualTo(202);
        ImageId id = ImageId.parse(answer.text("/id"));
        assertThat(answer.header("Location")).isEqualTo("/v1/images/" + id);
        assertThat(answer.text("/links/self")).isEqualTo("/v1/images/" + id);
        assertThat(answer.text("/links/original")).isEqualTo("/v1/images/" + id + "/original");
        assertThat(answer.body().at("/sizeBytes").asLong()).isEqualTo(100_000);
        assertThat(answer.text("/sha256")).isEqualTo(Sha256.of(image).hex());
        assertThat(answer.text("/mediaType")).isEqualTo("image/jpeg");
        assertThat(answer.text("/fileName")).isEqualTo("a b.jpg");
        assertThat(store.bytes(new ObjectKey.Raw(ACME, id))).contains(image);
        Published published = onlyEvent();
        assertThat(published.topic()).isEqualTo(Topics.UPLOADED);
        ImageReceived event = published.event();
        assertThat(event.imageId()).isEqualTo(id);
        assertThat(event.customerId()).isEqualTo(ACME);
        assertThat(event.channel()).isEqualTo(Channel.UPLOAD);
        assertThat(event.sha256()).isEqualTo(Sha256.of(image));
        assertThat(event.receivedAt()).isEqualTo(answer.text("/receivedAt"));
    }

    @Test
    void tellsTheMediaTypeByTheLeadingBytesAlone() {
        Answer answer = acme.upload(
                "image/jpeg", Samples.png(500, 2), "Content-Disposition", "attachment; filename=\"lie.jpg\"");

        assertThat(answer.text("/mediaType")).isEqualTo("image/png");
        assertThat(onlyEvent().event().mediaType()).isEqualTo("image/png");
    }

    @Test
    void takesABodyOfUnknownLength() {
        byte[] image = Samples.jpeg(300_000, 3);

        Answer answer = acme.upload(
                "application/octet-stream", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(image)));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.text("/sha256")).isEqualTo(Sha256.of(image).hex());
    }

    @Test
    void takesAnImageOfExactlyTheLargestSize() {
        assertThat(acme.upload("image/jpeg", Samples.jpeg(1024 * 1024, 4)).status())
                .isEqualTo(202);
    }

    @Test
    void refusesAnImageThatAnnouncesItselfAsTooLarge() {
        assertRefused(acme.upload("image/jpeg", Samples.jpeg(1024 * 1024 + 1, 5)), 413, "TOO_LARGE");
    }

    @Test
    void refusesAnImageThatTurnsOutTooLarge() {
        byte[] image = Samples.jpeg(5 * 1024 * 1024, 6);

        Answer answer = acme.upload("image/jpeg", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(image)));

        assertRefused(answer, 413, "TOO_LARGE");
    }

    @Test
    void refusesAnEmptyBody() {
        assertRefused(acme.upload("image/jpeg", new byte[0]), 400, "EMPTY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain text", "<html><svg/></html>", "BM bitmap", "\u001f\u008b", "G"})
    void refusesBytesThatBeginLikeNoFormatThatIsTaken(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);

        assertRefused(acme.upload("image/jpeg", bytes), 415, "UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void refusesADeclaredTypeThatIsNoImage() {
        Answer answer = acme.upload("text/plain", Samples.jpeg(100, 7));

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(publisher.published()).isEmpty();
    }

    @Test
    void givesTheSameReceiptAndAnnouncesAgainWhenAnUploadIsRepeated() {
        byte[] image = Samples.jpeg(1000, 8);
        String key = newKey();

        Answer first = acme.upload("image/jpeg", image, "Idempotency-Key", key);
        Answer second = acme.upload("image/jpeg", image, "Idempotency-Key", '"' + key + '"');

        assertThat(second.status()).isEqualTo(202);
        assertThat(second.response().body()).isEqualTo(first.response().body());
        assertThat(publisher.published()).hasSize(2);
        assertThat(publisher.published().get(0)).isEqualTo(publisher.published().get(1));
    }

    @Test
    void makesOneImageOfManyRequestsWithOneKey() {
        byte[] image = Samples.jpeg(200_000, 9);
        String key = newKey();
        int before = store.keys(Bucket.RAW).size();

        List<String> receipts = IntStream.range(0, 20)
                .parallel()
                .mapToObj(_ -> acme.upload("image/jpeg", image, "Idempotency-Key", key))
                .map(answer -> answer.status() + " " + answer.response().body())
                .distinct()
                .toList();

        assertThat(receipts).singleElement().asString().startsWith("202 ");
        assertThat(store.keys(Bucket.RAW)).hasSize(before + 1);
    }

    @Test
    void refusesOtherContentUnderAKeyThatIsTaken() {
        String key = newKey();
        Answer first = acme.upload("image/jpeg", Samples.jpeg(1000, 10), "Idempotency-Key", key);
        publisher.forget();

        Answer second = acme.upload("image/jpeg", Samples.jpeg(1000, 11), "Idempotency-Key", key);

        assertRefused(second, 409, "ID_CONFLICT");
        assertThat(store.bytes(new ObjectKey.Raw(ACME, ImageId.parse(first.text("/id")))))
                .contains(Samples.jpeg(1000, 10));
    }

    @Test
    void keepsTheSameKeyOfTwoCustomersApart() {
        String key = newKey();
        Api globex = new Api(port, TestIssuer.get().customer("globex"));

        Answer ours = acme.upload("image/jpeg", Samples.jpeg(1000, 12), "Idempotency-Key", key);
        Answer theirs = globex.upload("image/jpeg", Samples.jpeg(1000, 13), "Idempotency-Key", key);

        assertThat(theirs.status()).isEqualTo(202);
        assertThat(theirs.text("/id")).isNotEqualTo(ours.text("/id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "\"half", "a,b", "\"a\", \"b\""})
    void refusesAnIdempotencyKeyOfAnotherForm(String key) {
        assertRefused(acme.upload("image/jpeg", Samples.jpeg(9, 1), "Idempotency-Key", key), 400, "INVALID_EVENT");
    }

    @Test
    void takesBytesThatMatchTheirDigest() throws Exception {
        byte[] image = Samples.jpeg(100_000, 14);
        String digest =
                "md5=:AAAA:, sha-256=:" + base64("SHA-256", image) + ":, sha-512=:" + base64("SHA-512", image) + ":";

        Answer answer = acme.upload("image/jpeg", image, "Content-Digest", digest);

        assertThat(answer.status()).isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA-256", "SHA-512"})
    void refusesBytesThatDoNotMatchTheirDigest(String algorithm) throws Exception {
        byte[] image = Samples.jpeg(100_000, 15);
        String digest = algorithm.toLowerCase(Locale.ROOT) + "=:" + base64(algorithm, image) + ":";
        image[99_999] ^= 1;

        assertRefused(acme.upload("image/jpeg", image, "Content-Digest", digest), 400, "CHECKSUM_MISMATCH");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha-256", "sha-256=abc", "md5=:AAAA:", "sha-256=:A:", ",", ""})
    void refusesADigestThatItCannotCheck(String digest) {
        Answer answer = acme.upload("image/jpeg", Samples.jpeg(9, 1), "Content-Digest", digest);

        assertRefused(answer, 400, "INVALID_EVENT");
    }

    @Test
    void answers503WhenTheStoreIsAwayAndRecovers() {
        store.goAway();
        try {
            Answer answer = acme.upload("image/jpeg", Samples.jpeg(1000, 16));

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.text("/code")).isEqualTo("STORE_UNAVAILABLE");
            assertThat(answer.header("Retry-After")).isNotBlank();
            assertThat(publisher.published()).isEmpty();
        } finally {
            store.comeBack();
        }
        assertThat(acme.upload("image/jpeg", Samples.jpeg(1000, 16)).status()).isEqualTo(202);
    }

    @Test
    void answers503WhenTheBrokerIsAwayAndAnnouncesTheImageWhenItIsSentAgain() {
        byte[] image = Samples.jpeg(1000, 17);
        String key = newKey();
        publisher.goAway();
        try {
            Answer answer = acme.upload("image/jpeg", image, "Idempotency-Key", key);

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.text("/code")).isEqualTo("BROKER_UNAVAILABLE");
            assertThat(answer.header("Retry-After")).isNotBlank();
        } finally {
            publisher.comeBack();
        }
        Answer again = acme.upload("image/jpeg", image, "Idempotency-Key", key);
        assertThat(again.status()).isEqualTo(202);
        assertThat(onlyEvent().event().imageId()).hasToString(again.text("/id"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "attachment; filename=\"../../etc/passwd\"",
                "attachment; filename=\"..\\\\..\\\\x.jpg\"",
                "attachment; filename=\"<script>alert(1)</script>\"",
                "attachment; filename*=UTF-8''%00%0d%0aSet-Cookie:%20x.jpg",
                "attachment; filename*=bogus''x",
                "attachment; filename=\"",
                "nonsense ;;;=",
            })
    void treatsHostileFileNamesAsInertText(String disposition) {
        Answer answer = acme.upload("image/jpeg", Samples.jpeg(50, 18), "Content-Disposition", disposition);

        assertThat(answer.status()).isEqualTo(202);
        String name = onlyEvent().event().fileName();
        assertThat(String.valueOf(name)).doesNotContainPattern("[/\\\\\\p{Cntrl}]");
        assertThat(answer.header("Set-Cookie")).isNull();
        assertThat(store.keys(Bucket.RAW)).allMatch(key -> key.matches("raw/[a-z0-9-]+/[0-9a-f-]{36}"));
    }

    @Test
    void refusesACallerWhoIsNoCustomer() {
        Api analyst = new Api(port, TestIssuer.get().analyst());

        Answer answer = analyst.upload("image/jpeg", Samples.jpeg(100, 19));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text("/code")).isEqualTo("FORBIDDEN");
    }

    private void assertRefused(Answer answer, int status, String code) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.text("/code")).isEqualTo(code);
        assertThat(answer.text("/fault")).isEqualTo("SENDER");
        assertThat(publisher.published()).isEmpty();
    }

    private Published onlyEvent() {
        assertThat(publisher.published()).hasSize(1);
        return publisher.published().getFirst();
    }

    private static String newKey() {
        return UUID.randomUUID().toString();
    }

    private static String base64(String algorithm, byte[] bytes) throws Exception {
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance(algorithm).digest(bytes));
    }
}
