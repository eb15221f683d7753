package io.darkroom.upload.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.events.Channel;
import io.darkroom.events.CustomerId;
import io.darkroom.events.Failure;
import io.darkroom.events.FailureCode;
import io.darkroom.events.ImageId;
import io.darkroom.events.ImageProcessed;
import io.darkroom.events.ImageResult;
import io.darkroom.events.Label;
import io.darkroom.events.ObjectLocation;
import io.darkroom.events.Outcome;
import io.darkroom.events.Sha256;
import io.darkroom.events.SourceFacts;
import io.darkroom.store.InMemoryImageStore;
import io.darkroom.store.Manifest;
import io.darkroom.store.ObjectKey;
import io.darkroom.upload.Api;
import io.darkroom.upload.Api.Answer;
import io.darkroom.upload.Samples;
import io.darkroom.upload.ServiceTest;
import io.darkroom.upload.TestIssuer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServiceTest
class FollowTest {

    private static final CustomerId ACME = new CustomerId("acme");
    private static final Sha256 DIGEST = Sha256.of(new byte[1000]);
    private static final Instant RECEIVED = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant FINISHED = RECEIVED.plusSeconds(2);
    private static final Instant RETAINED = RECEIVED.plusSeconds(7 * 24 * 3600);

    @LocalServerPort
    private int port;

    @Autowired
    private InMemoryImageStore store;

    @TempDir
    private Path directory;

    private Api acme;

    @BeforeEach
    void signIn() {
        acme = new Api(port, TestIssuer.get().customer("acme"));
    }

    @Test
    void tellsThatAnImageWasReceived() {
        String id = upload(1);

        Answer answer = acme.get("/v1/images/" + id);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("/id")).isEqualTo(id);
        assertThat(answer.text("/state")).isEqualTo("RECEIVED");
        assertThat(answer.text("/channel")).isEqualTo("UPLOAD");
        assertThat(answer.text("/mediaType")).isEqualTo("image/jpeg");
        assertThat(answer.body().at("/sizeBytes").asInt()).isEqualTo(1000);
        assertThat(answer.text("/fileName")).isEqualTo("a \"b\".jpg");
        assertThat(answer.body().at("/results")).isEmpty();
        assertThat(answer.text("/links/original")).isEqualTo("/v1/images/" + id + "/original");
        assertThat(answer.body().has("failure")).isFalse();
    }

    @Test
    void tellsWhatWasMadeOfAnImage() throws IOException {
        String id = upload(2);
        byte[] preview = Samples.png(300, 3);
        store.commitManifest(processed(id, List.of(result(id, "preview", "image/png", "png", preview))));

        Answer answer = acme.get("/v1/images/" + id);

        assertThat(answer.text("/state")).isEqualTo("PROCESSED");
        assertThat(answer.text("/finishedAt")).isEqualTo("2026-11-22T12:00:02Z");
        assertThat(answer.text("/retainedUntil")).isEqualTo("2026-11-29T12:00:00Z");
        assertThat(answer.text("/sha256")).isEqualTo(DIGEST.hex());
        assertThat(answer.body().at("/source/widthPx").asInt()).isEqualTo(4000);
        assertThat(answer.text("/labels/0/name")).isEqualTo("beach");
        assertThat(answer.text("/results/0/name")).isEqualTo("preview");
        assertThat(answer.text("/results/0/href")).isEqualTo("/v1/images/" + id + "/results/preview");
        assertThat(answer.text("/results/0/urlExpiresAt")).isNotEmpty();
        assertThat(store.download(URI.create(answer.text("/results/0/url")))).contains(preview);
        assertThat(answer.body().has("failure")).isFalse();
    }

    @Test
    void tellsWhyAnImageFailed() {
        String id = upload(4);
        store.commitManifest(failed(id));

        Answer answer = acme.get("/v1/images/" + id);

        assertThat(answer.text("/state")).isEqualTo("FAILED");
        assertThat(answer.text("/failure/code")).isEqualTo("CORRUPT_IMAGE");
        assertThat(answer.text("/failure/fault")).isEqualTo("SENDER");
        assertThat(answer.text("/failure/message")).isEqualTo("The image is cut short.");
        assertThat(answer.body().at("/results")).isEmpty();
    }

    @Test
    void stillTellsOfAnImageWhoseOriginalIsGone() {
        String id = upload(5);
        store.commitManifest(failed(id));
        store.expire(new ObjectKey.Raw(ACME, ImageId.parse(id)));

        Answer answer = acme.get("/v1/images/" + id);

        assertThat(answer.text("/state")).isEqualTo("FAILED");
        assertThat(answer.body().at("/links").has("original")).isFalse();
        assertThat(acme.get("/v1/images/" + id + "/original").status()).isEqualTo(404);
    }

    @Test
    void leadsToAResultThatABrowserMayShow() throws IOException {
        String id = upload(6);
        byte[] preview = Samples.png(300, 7);
        store.commitManifest(processed(id, List.of(result(id, "preview", "image/png", "png", preview))));

        Answer answer = acme.get("/v1/images/" + id + "/results/preview");

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location")).doesNotContain("fileName");
        assertThat(store.download(URI.create(answer.header("Location")))).contains(preview);
    }

    @Test
    void makesADownloadOfAResultThatABrowserMustNotShow() throws IOException {
        String id = upload(8);
        store.commitManifest(processed(id, List.of(result(id, "report", "text/html", "html", new byte[9]))));

        Answer answer = acme.get("/v1/images/" + id + "/results/report");

        assertThat(answer.header("Location")).contains("fileName=" + id + "-report.html");
    }

    @Test
    void makesADownloadOfTheOriginal() {
        String id = upload(9);

        Answer answer = acme.get("/v1/images/" + id + "/original");

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location")).contains("fileName=a+%22b%22.jpg");
        assertThat(store.download(URI.create(answer.header("Location")))).contains(Samples.jpeg(1000, 9));
    }

    @Test
    void answers404ForAResultThatIsNotThere() {
        String id = upload(10);
        store.commitManifest(processed(id, List.of()));

        assertThat(acme.get("/v1/images/" + id + "/results/preview").status()).isEqualTo(404);
    }

    @Test
    void tellsOfSeveralImagesAtOnce() {
        String first = upload(12);
        String second = upload(13);
        store.commitManifest(failed(second));
        String foreign = new Api(port, TestIssuer.get().customer("globex"))
                .upload("image/jpeg", Samples.jpeg(1000, 14))
                .text("/id");

        Answer answer = acme.get("/v1/images?id=" + second + "&id=" + foreign + "&id=x&id=" + first + "&id=" + first);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().at("/images")).hasSize(2);
        assertThat(answer.text("/images/0/id")).isEqualTo(second);
        assertThat(answer.text("/images/0/state")).isEqualTo("FAILED");
        assertThat(answer.text("/images/1/id")).isEqualTo(first);
        assertThat(answer.body().at("/missing").toString()).isEqualTo("[\"" + foreign + "\",\"x\"]");
    }

    @Test
    void tellsOfNoMoreThanAHundredImagesAtOnce() {
        assertThat(acme.get("/v1/images?" + "id=x&".repeat(101)).status()).isEqualTo(400);
        assertThat(acme.get("/v1/images?" + "id=x&".repeat(100)).status()).isEqualTo(200);
        assertThat(acme.get("/v1/images").status()).isEqualTo(400);
    }

    @Test
    void keepsAnImageForAsLongAsItWasPromised() {
        String waiting = upload(15);
        String kept = upload(16);
        store.commitManifest(
                manifest(kept, Outcome.PROCESSED, null, List.of(), Instant.now().plusSeconds(3600)));
        String due = upload(17);
        store.commitManifest(
                manifest(due, Outcome.PROCESSED, null, List.of(), Instant.now().minusSeconds(1)));

        for (String id : List.of(waiting, kept)) {
            assertThat(delete(id).status()).isEqualTo(409);
            assertThat(delete(id).text("/code")).isEqualTo("RETAINED");
            assertThat(acme.get("/v1/images/" + id).status()).isEqualTo(200);
        }
        assertThat(delete(due).status()).isEqualTo(202);
        assertThat(delete(ImageId.random().toString()).status()).isEqualTo(404);
    }

    private Answer delete(String id) {
        return acme.send("DELETE", "/v1/images/" + id, BodyPublishers.noBody());
    }

    @Test
    void answers503WhenTheStoreIsAway() {
        String id = upload(11);
        store.goAway();
        try {
            Answer answer = acme.get("/v1/images/" + id);

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.text("/code")).isEqualTo("STORE_UNAVAILABLE");
            assertThat(answer.header("Retry-After")).isNotBlank();
        } finally {
            store.comeBack();
        }
    }

    private String upload(long seed) {
        return acme.upload(
                        "image/jpeg",
                        Samples.jpeg(1000, seed),
                        "Content-Disposition",
                        "attachment; filename=\"a \\\"b\\\".jpg\"")
                .text("/id");
    }

    private ImageResult result(String id, String name, String mediaType, String extension, byte[] bytes)
            throws IOException {
        Path file = Files.write(directory.resolve(name), bytes);
        ObjectKey.Result key = new ObjectKey.Result(ACME, ImageId.parse(id), name, extension);
        ObjectLocation location = store.putResult(key, mediaType, file, Sha256.of(bytes));
        return new ImageResult(name, mediaType, null, null, bytes.length, Sha256.of(bytes), location);
    }

    private static Manifest processed(String id, List<ImageResult> results) {
        return manifest(id, Outcome.PROCESSED, null, results);
    }

    private static Manifest failed(String id) {
        Failure failure = new Failure(FailureCode.CORRUPT_IMAGE, "The image is cut short.", "renditions");
        return manifest(id, Outcome.FAILED, failure, List.of());
    }

    private static Manifest manifest(String id, Outcome outcome, Failure failure, List<ImageResult> results) {
        return manifest(id, outcome, failure, results, RETAINED);
    }

    private static Manifest manifest(
            String id, Outcome outcome, Failure failure, List<ImageResult> results, Instant retainedUntil) {
        return new Manifest(
                new ImageProcessed(
                        ImageId.parse(id),
                        ACME,
                        Channel.UPLOAD,
                        RECEIVED,
                        "image/jpeg",
                        1000,
                        DIGEST,
                        1,
                        RECEIVED,
                        FINISHED,
                        outcome,
                        failure,
                        outcome == Outcome.PROCESSED ? new SourceFacts(4000, 3000, 1, 6, "srgb") : null,
                        results,
                        outcome == Outcome.PROCESSED ? List.of(new Label("beach", 0.93)) : List.of(),
                        List.of(),
                        retainedUntil),
                Map.of());
    }
}
