package io.darkroom.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.events.ImageId;
import io.darkroom.events.ImageReceived;
import io.darkroom.events.Sha256;
import io.darkroom.servers.Infrastructure;
import io.darkroom.upload.Api.Answer;
import io.darkroom.upload.Samples.Form;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@RealService
class UploadIT {

    private static final int SMALL = 100_000;
    private static final int OF_SEVERAL_PARTS = 17 * 1024 * 1024;
    private static final int TOO_LARGE = 20 * 1024 * 1024 + 1;

    @LocalServerPort
    private int port;

    private final RawBucket bucket = new RawBucket();
    private Set<String> unfinished;
    private Api acme;

    @BeforeEach
    void lookAround() {
        unfinished = bucket.unfinished();
        acme = new Api(port, Infrastructure.shared().accessToken("acme-app"));
    }

    @AfterEach
    void closeBucket() {
        bucket.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {SMALL, OF_SEVERAL_PARTS})
    void storesAndAnnouncesABodyAndLeadsBackToItsBytes(int sizeBytes) throws Exception {
        byte[] image = Samples.jpeg(sizeBytes, 1);

        Answer answer = acme.upload(
                "image/jpeg", image, "Content-Disposition", "attachment; filename*=UTF-8''f%C3%BCr%20dich.jpg");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.text("/sha256")).isEqualTo(Sha256.of(image).hex());
        ImageReceived event = onlyEventOf(answer.text("/id"));
        assertThat(event.sha256()).isEqualTo(Sha256.of(image));
        assertThat(event.sizeBytes()).isEqualTo(sizeBytes);
        assertThat(event.receivedAt()).isEqualTo(answer.text("/receivedAt"));
        assertThat(event.raw().key()).isEqualTo("raw/acme/" + answer.text("/id"));
        HttpResponse<byte[]> original = download(acme.get(answer.text("/links/original")));
        assertThat(original.body()).isEqualTo(image);
        assertThat(original.headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment;")
                .contains("UTF-8''f%C3%BCr%20dich.jpg");
    }

    @Test
    void storesAndAnnouncesTheFilesOfAForm() {
        byte[] first = Samples.jpeg(OF_SEVERAL_PARTS, 2);
        byte[] second = Samples.png(SMALL, 3);
        Form form = new Form().file("1.jpg", first).file("2.png", second);

        Answer answer = acme.upload(Form.CONTENT_TYPE, form.end());

        assertThat(answer.status()).isEqualTo(202);
        assertThat(onlyEventOf(answer.text("/images/0/receipt/id")).sha256()).isEqualTo(Sha256.of(first));
        assertThat(onlyEventOf(answer.text("/images/1/receipt/id")).sha256()).isEqualTo(Sha256.of(second));
        assertThat(acme.get(answer.text("/images/1/receipt/links/self")).text("/state"))
                .isEqualTo("RECEIVED");
    }

    @ParameterizedTest
    @CsvSource({"100000, 50", "9437184, 10"})
    void makesOneImageOfManyRequestsAtOnceWithOneKey(int sizeBytes, int times) throws Exception {
        byte[] image = Samples.jpeg(sizeBytes, 4);
        String key = UUID.randomUUID().toString();
        int before = bucket.keys().size();

        List<Answer> answers = atOnce(times, () -> acme.upload("image/jpeg", image, "Idempotency-Key", key));

        assertThat(answers).extracting(Answer::status).containsOnly(202);
        assertThat(answers)
                .extracting(answer -> answer.response().body())
                .hasSize(times)
                .containsOnly(answers.getFirst().response().body());
        assertThat(bucket.keys()).hasSize(before + 1);
        assertThat(bucket.unfinished()).isSubsetOf(unfinished);
        List<ImageReceived> events =
                UploadedEvents.of(ImageId.parse(answers.getFirst().text("/id")));
        assertThat(events).hasSize(times);
        assertThat(new HashSet<>(events)).hasSize(1);
    }

    @Test
    void makesOneImageOfTwoHundredRequestsWhoseAnswersWereCut() throws Exception {
        byte[] image = Samples.jpeg(5_000, 10);
        String key = UUID.randomUUID().toString();
        int before = bucket.keys().size();

        List<Boolean> cut = atOnce(200, () -> cutAnswer(image, key));
        Answer heard = acme.upload("image/jpeg", image, "Idempotency-Key", key);
        Answer other = acme.upload("image/jpeg", Samples.jpeg(5_000, 11), "Idempotency-Key", key);

        assertThat(cut).containsOnly(true);
        assertThat(heard.status()).isEqualTo(202);
        assertThat(bucket.keys()).hasSize(before + 1);
        List<ImageReceived> events = UploadedEvents.of(ImageId.parse(heard.text("/id")));
        assertThat(events).hasSize(201);
        assertThat(new HashSet<>(events)).hasSize(1);
        assertThat(events.getFirst().receivedAt()).isEqualTo(heard.text("/receivedAt"));
        assertThat(other.status()).isEqualTo(409);
    }

    /// Sends an image and hangs up as the answer begins.
    private boolean cutAnswer(byte[] image, String key) throws IOException {
        try (Socket socket = acme.open(
                "POST /v1/images",
                "Content-Type: image/jpeg",
                "Idempotency-Key: " + key,
                "Content-Length: " + image.length)) {
            socket.setSoLinger(true, 0);
            socket.getOutputStream().write(image);
            return socket.getInputStream().read() == 'H';
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {SMALL, OF_SEVERAL_PARTS})
    void refusesOtherContentUnderAKeyThatIsTaken(int sizeBytes) {
        String key = UUID.randomUUID().toString();
        Answer first = acme.upload("image/jpeg", Samples.jpeg(sizeBytes, 5), "Idempotency-Key", key);

        Answer second = acme.upload("image/jpeg", Samples.jpeg(sizeBytes, 6), "Idempotency-Key", key);

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.text("/code")).isEqualTo("ID_CONFLICT");
        assertThat(onlyEventOf(first.text("/id")).sha256()).hasToString(first.text("/sha256"));
        assertThat(bucket.unfinished()).isSubsetOf(unfinished);
    }

    @ParameterizedTest
    @ValueSource(ints = {SMALL, OF_SEVERAL_PARTS})
    void leavesNothingOfBytesThatDoNotMatchTheirDigest(int sizeBytes) {
        Set<String> before = bucket.keys();
        String other = Sha256.of(new byte[1]).base64();

        Answer answer =
                acme.upload("image/jpeg", Samples.jpeg(sizeBytes, 7), "Content-Digest", "sha-256=:" + other + ":");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/code")).isEqualTo("CHECKSUM_MISMATCH");
        assertThat(bucket.keys()).isEqualTo(before);
        assertThat(bucket.unfinished()).isSubsetOf(unfinished);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void leavesNothingOfAnImageThatIsTooLarge(boolean announced) {
        Set<String> before = bucket.keys();
        byte[] image = Samples.jpeg(TOO_LARGE, 8);

        Answer answer = acme.upload(
                "image/jpeg",
                announced
                        ? BodyPublishers.ofByteArray(image)
                        : BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(image)));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.text("/code")).isEqualTo("TOO_LARGE");
        assertThat(bucket.keys()).isEqualTo(before);
        assertThat(bucket.unfinished()).isSubsetOf(unfinished);
    }

    @Test
    void keepsCustomersApart() {
        Api globex = new Api(port, Infrastructure.shared().accessToken("globex-app"));
        String theirs = globex.upload("image/jpeg", Samples.jpeg(SMALL, 9)).text("/id");

        for (String below : List.of("", "/original", "/results/preview")) {
            assertThat(acme.get("/v1/images/" + theirs + below).status()).isEqualTo(404);
        }
        assertThat(globex.get("/v1/images/" + theirs).status()).isEqualTo(200);
        Api analyst = new Api(port, Infrastructure.shared().accessToken("analyst-app"));
        assertThat(analyst.get("/v1/images/" + theirs).status()).isEqualTo(403);
    }

    private static ImageReceived onlyEventOf(String id) {
        List<ImageReceived> events = UploadedEvents.of(ImageId.parse(id));
        assertThat(events).hasSize(1);
        return events.getFirst();
    }

    private static HttpResponse<byte[]> download(Answer redirect) throws Exception {
        assertThat(redirect.status()).isEqualTo(302);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(redirect.header("Location")))
                            .build(),
                    BodyHandlers.ofByteArray());
        }
    }

    private static <T> List<T> atOnce(int times, Callable<T> call) throws Exception {
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            return executor.invokeAll(Collections.nCopies(times, call)).stream()
                    .map(Future::resultNow)
                    .toList();
        }
    }
}
