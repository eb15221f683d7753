package io.darkroom.upload.resumable;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.events.CustomerId;
import io.darkroom.events.ImageId;
import io.darkroom.store.InMemoryImageStore;
import io.darkroom.store.InMemoryPendingUploadStore;
import io.darkroom.store.ObjectKey;
import io.darkroom.upload.Api;
import io.darkroom.upload.Api.Answer;
import io.darkroom.upload.RecordingPublisher;
import io.darkroom.upload.Samples;
import io.darkroom.upload.ServiceTest;
import io.darkroom.upload.TestIssuer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/// The protocol, as https://tus.io/protocols/resumable-upload has it.
@ServiceTest
class TusTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final CustomerId ACME = new CustomerId("acme");
    private static final int SIZE = 300_000;

    @LocalServerPort
    private int port;

    @Autowired
    private InMemoryImageStore images;

    @Autowired
    private InMemoryPendingUploadStore pending;

    @Autowired
    private RecordingPublisher publisher;

    private final byte[] image = Samples.jpeg(SIZE, UUID.randomUUID().hashCode());
    private Api acme;

    @BeforeEach
    void signIn() {
        acme = new Api(port, TestIssuer.get().customer("acme"));
    }

    @Test
    void makesAnImageOfItsPieces() {
        String upload = create("Upload-Metadata", "filename aG9saWRheS5qcGc=,empty");

        assertThat(patch(upload, 0, piece(0, 100_000)).header("Upload-Offset")).isEqualTo("100000");
        assertThat(offset(upload)).isEqualTo(100_000);
        assertThat(stored(upload)).isNull();
        Answer last = patch(upload, 100_000, piece(100_000, SIZE));

        assertThat(last.status()).isEqualTo(204);
        assertThat(last.header("Upload-Offset")).isEqualTo("" + SIZE);
        assertThat(stored(upload)).isEqualTo(image);
        assertThat(published(upload)).isEqualTo(1);
        Answer view = acme.get(upload.replace("/v1/uploads/", "/v1/images/"));
        assertThat(view.text("/state")).isEqualTo("RECEIVED");
        assertThat(view.text("/fileName")).isEqualTo("holiday.jpg");
        assertThat(pending.chunkKeys()).noneMatch(key -> key.contains(idOf(upload)));
    }

    @Test
    void stillTellsOfAnUploadThatBecameAnImage() {
        String upload = create();
        patch(upload, 0, image);

        Answer head = head(upload);

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Upload-Offset")).isEqualTo("" + SIZE);
        assertThat(head.header("Upload-Length")).isEqualTo("" + SIZE);
        assertThat(patch(upload, SIZE, new byte[0]).status()).isEqualTo(204);
        assertThat(published(upload)).isEqualTo(1);
    }

    @Test
    void tellsWhatItKnows() {
        Answer answer = acme.send("OPTIONS", "/v1/uploads", BodyPublishers.noBody());

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Tus-Resumable")).isEqualTo("1.0.0");
        assertThat(answer.header("Tus-Version")).isEqualTo("1.0.0");
        assertThat(answer.header("Tus-Extension").split(","))
                .containsExactlyInAnyOrder(
                        "creation",
                        "creation-with-upload",
                        "creation-defer-length",
                        "checksum",
                        "expiration",
                        "termination");
        assertThat(answer.header("Tus-Max-Size")).isEqualTo("1048576");
        assertThat(answer.header("Tus-Checksum-Algorithm").split(",")).contains("sha1", "sha256", "crc32c");
    }

    @Test
    void tellsHowFarAnUploadHasCome() {
        String upload = create("Upload-Metadata", "filename aG9saWRheS5qcGc=");

        Answer head = head(upload);

        assertThat(head.header("Upload-Offset")).isEqualTo("0");
        assertThat(head.header("Upload-Length")).isEqualTo("" + SIZE);
        assertThat(head.header("Upload-Metadata")).isEqualTo("filename aG9saWRheS5qcGc=");
        assertThat(head.header("Upload-Expires")).endsWith("GMT");
        assertThat(head.header("Cache-Control")).isEqualTo("no-store");
        assertThat(head.header("Tus-Resumable")).isEqualTo("1.0.0");
    }

    @Test
    void takesBytesAtOnceWithTheAnnouncement() {
        Answer created = tus(
                "POST",
                "/v1/uploads",
                BodyPublishers.ofByteArray(piece(0, 1000)),
                "Upload-Length",
                "" + SIZE,
                "Content-Type",
                "application/offset+octet-stream");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Upload-Offset")).isEqualTo("1000");
        assertThat(patch(created.header("Location"), 1000, piece(1000, SIZE)).status())
                .isEqualTo(204);
        assertThat(stored(created.header("Location"))).isEqualTo(image);
    }

    @Test
    void takesTheLengthLater() {
        String upload = tus("POST", "/v1/uploads", BodyPublishers.noBody(), "Upload-Defer-Length", "1")
                .header("Location");
        patch(upload, 0, image);
        assertThat(head(upload).header("Upload-Defer-Length")).isEqualTo("1");
        assertThat(head(upload).header("Upload-Length")).isNull();
        assertThat(stored(upload)).isNull();

        Answer last = patch(upload, SIZE, new byte[0], "Upload-Length", "" + SIZE);

        assertThat(last.status()).isEqualTo(204);
        assertThat(stored(upload)).isEqualTo(image);
    }

    @Test
    void refusesALengthThatWasGivenAlready() {
        String upload = create();

        assertThat(patch(upload, 0, piece(0, 10), "Upload-Length", "11").status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha1", "sha256", "crc32c"})
    void takesOnlyBytesThatMatchTheirChecksum(String algorithm) throws Exception {
        String upload = create();
        String right = algorithm + " " + checksum(algorithm, image);
        String wrong = algorithm + " " + checksum(algorithm, new byte[1]);

        Answer refused = patch(upload, 0, image, "Upload-Checksum", wrong);
        assertThat(refused.status()).isEqualTo(460);
        assertThat(refused.text("/code")).isEqualTo("CHECKSUM_MISMATCH");
        assertThat(offset(upload)).isZero();
        assertThat(pending.chunkKeys()).noneMatch(key -> key.contains(idOf(upload)));

        assertThat(patch(upload, 0, image, "Upload-Checksum", right).status()).isEqualTo(204);
        assertThat(stored(upload)).isEqualTo(image);
    }

    @ParameterizedTest
    @ValueSource(strings = {"md5 1B2M2Y8AsgTpgAmY7PhCfg==", "sha1", "sha1 ?", "SHA1 Kq5sNclPz7QV2+lfQIuc6R7oRu0="})
    void refusesAChecksumThatItCannotCheck(String checksum) {
        assertThat(patch(create(), 0, image, "Upload-Checksum", checksum).status())
                .isEqualTo(400);
    }

    @Test
    void forgetsAnUploadThatItsSenderEnds() {
        String upload = create();
        patch(upload, 0, piece(0, 1000));

        assertThat(tus("DELETE", upload, BodyPublishers.noBody()).status()).isEqualTo(204);

        assertThat(head(upload).status()).isEqualTo(410);
        assertThat(patch(upload, 1000, piece(1000, SIZE)).status()).isEqualTo(410);
        assertThat(pending.chunkKeys()).noneMatch(key -> key.contains(idOf(upload)));
    }

    @Test
    void refusesBytesThatDoNotBelongWhereTheUploadStands() {
        String upload = create();
        patch(upload, 0, piece(0, 1000));

        for (int offset : new int[] {0, 999, 1001}) {
            Answer answer = patch(upload, offset, piece(offset, SIZE));
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.text("/code")).isEqualTo("OFFSET_MISMATCH");
        }
        assertThat(offset(upload)).isEqualTo(1000);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void refusesMoreBytesThanWereAnnounced(boolean declared) {
        String upload = create();
        byte[] tooMany = Arrays.copyOf(image, SIZE + 1);

        Answer answer = patch(
                upload,
                0,
                declared
                        ? BodyPublishers.ofByteArray(tooMany)
                        : BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(tooMany)));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(stored(upload)).isNull();
        assertThat(offset(upload)).isZero();
    }

    @Test
    void refusesAnImageThatWillBeTooLarge() {
        Answer answer = tus("POST", "/v1/uploads", BodyPublishers.noBody(), "Upload-Length", "1048577");

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.text("/code")).isEqualTo("TOO_LARGE");
    }

    @Test
    void refusesEarlyWhatIsNoImage() {
        String upload = create();

        Answer answer = patch(upload, 0, new byte[20_000]);

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.text("/code")).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
        assertThat(offset(upload)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "Upload-Length, 0, 400",
        "Upload-Length, -1, 400",
        "Upload-Length, x, 400",
        "Upload-Length, 99999999999999999999, 400",
        "X, 1, 400",
        "Upload-Defer-Length, 2, 400"
    })
    void refusesAnAnnouncementThatSaysNothingOfUse(String header, String value, int status) {
        assertThat(tus("POST", "/v1/uploads", BodyPublishers.noBody(), header, value)
                        .status())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"filename ???", "filename a,filename b", ",", "filename  aG9s"})
    void refusesMetadataThatAreNone(String metadata) {
        Answer answer =
                tus("POST", "/v1/uploads", BodyPublishers.noBody(), "Upload-Length", "10", "Upload-Metadata", metadata);

        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void refusesAnotherVersionOfTheProtocol() {
        String upload = create();

        for (String version : new String[] {"0.2.2", "1.0.1"}) {
            Answer answer = acme.send(
                    "PATCH",
                    upload,
                    BodyPublishers.ofByteArray(image),
                    "Tus-Resumable",
                    version,
                    "Upload-Offset",
                    "0",
                    "Content-Type",
                    "application/offset+octet-stream");
            assertThat(answer.status()).isEqualTo(412);
            assertThat(answer.header("Tus-Version")).isEqualTo("1.0.0");
        }
        assertThat(offset(upload)).isZero();
    }

    @Test
    void refusesBytesThatAreNotCalledSo() {
        Answer answer = tus(
                "PATCH",
                create(),
                BodyPublishers.ofByteArray(image),
                "Upload-Offset",
                "0",
                "Content-Type",
                "image/jpeg");

        assertThat(answer.status()).isEqualTo(415);
    }

    @Test
    void understandsClientsThatCanOnlyPost() {
        String upload = create();

        Answer patched = tus(
                "POST",
                upload,
                BodyPublishers.ofByteArray(piece(0, 1000)),
                "X-HTTP-Method-Override",
                "PATCH",
                "Upload-Offset",
                "0",
                "Content-Type",
                "application/offset+octet-stream");
        Answer deleted = tus("POST", upload, BodyPublishers.noBody(), "X-HTTP-Method-Override", "DELETE");

        assertThat(patched.status()).isEqualTo(204);
        assertThat(deleted.status()).isEqualTo(204);
    }

    @Test
    void isOneUploadWhenItIsAnnouncedAgainUnderItsKey() {
        String key = UUID.randomUUID().toString();
        String upload = create("Idempotency-Key", key);
        patch(upload, 0, piece(0, 1000));

        Answer again =
                tus("POST", "/v1/uploads", BodyPublishers.noBody(), "Upload-Length", "" + SIZE, "Idempotency-Key", key);
        Answer other =
                tus("POST", "/v1/uploads", BodyPublishers.noBody(), "Upload-Length", "1234", "Idempotency-Key", key);

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.header("Location")).isEqualTo(upload);
        assertThat(again.header("Upload-Offset")).isEqualTo("1000");
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.text("/code")).isEqualTo("ID_CONFLICT");
    }

    @Test
    void isTheSameImageAsOneThatCameWholeUnderTheKey() {
        String key = UUID.randomUUID().toString();
        String id = acme.upload("image/jpeg", image, "Idempotency-Key", key).text("/id");

        String upload = create("Idempotency-Key", key);

        assertThat(upload).isEqualTo("/v1/uploads/" + id);
        assertThat(patch(upload, 0, image).status()).isEqualTo(204);
    }

    @Test
    void keepsWhatCameBeforeTheConnectionWasLost() throws IOException {
        String upload = create();

        try (Socket socket = patchByHand(upload, 0, "Content-Length: " + SIZE)) {
            socket.getOutputStream().write(image, 0, 200_000);
        }

        await().atMost(PATIENCE).until(() -> description(upload).contains("\"sizeBytes\":200000"));
        assertThat(offset(upload)).isEqualTo(200_000);
        assertThat(patch(upload, 200_000, piece(200_000, SIZE)).status()).isEqualTo(204);
        assertThat(stored(upload)).isEqualTo(image);
    }

    @Test
    void keepsNothingOfBrokenBytesWithAChecksum() throws Exception {
        String upload = create();

        try (Socket socket = patchByHand(
                upload, 0, "Content-Length: " + SIZE + "\r\nUpload-Checksum: sha1 " + checksum("sha1", image))) {
            socket.getOutputStream().write(image, 0, 200_000);
        }

        await().atMost(PATIENCE).until(() -> patch(upload, 0, piece(0, 10)).status() == 204);
    }

    @Test
    void letsWhoAsksForTheOffsetTakeOverFromAStalledSender() throws IOException {
        String upload = create();
        try (Socket stalled = patchByHand(upload, 0, "Content-Length: " + SIZE)) {
            stalled.getOutputStream().write(image, 0, 100_000);
            await().atMost(PATIENCE).until(() -> description(upload).contains("\"writer\""));
            assertThat(patch(upload, 0, piece(0, 10)).status()).isEqualTo(423);

            assertThat(offset(upload)).isZero();
            assertThat(patch(upload, 0, piece(0, 1000)).status()).isEqualTo(204);

            stalled.getOutputStream().write(image, 100_000, SIZE - 100_000);
            assertThat(new String(stalled.getInputStream().readNBytes(12), ISO_8859_1))
                    .isEqualTo("HTTP/1.1 423");
        }
        assertThat(offset(upload)).isEqualTo(1000);
        assertThat(patch(upload, 1000, piece(1000, SIZE)).status()).isEqualTo(204);
        assertThat(stored(upload)).isEqualTo(image);
    }

    @Test
    void countsTheLastPieceOnlyWhenTheImageWasAccepted() {
        String upload = create();
        patch(upload, 0, piece(0, 1000));
        publisher.goAway();
        try {
            assertThat(patch(upload, 1000, piece(1000, SIZE)).status()).isEqualTo(503);
            assertThat(offset(upload)).isEqualTo(1000);
        } finally {
            publisher.comeBack();
        }

        assertThat(patch(upload, 1000, piece(1000, SIZE)).status()).isEqualTo(204);
        assertThat(published(upload)).isEqualTo(1);
    }

    @Test
    void tellsTheSenderToComeBackWhenTheStoreIsAway() {
        String upload = create();
        pending.goAway();
        try {
            Answer answer = patch(upload, 0, image);
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isNotBlank();
            assertThat(head(upload).status()).isEqualTo(503);
        } finally {
            pending.comeBack();
        }
        assertThat(patch(upload, 0, image).status()).isEqualTo(204);
    }

    @Test
    void showsNobodyElseThatAnUploadExists() {
        String upload = create();
        Api globex = new Api(port, TestIssuer.get().customer("globex"));
        String none = "/v1/uploads/" + UUID.randomUUID();

        for (String method : new String[] {"HEAD", "PATCH", "DELETE"}) {
            Stream.of(upload, none, "/v1/uploads/x").forEach(path -> {
                Answer answer = globex.send(
                        method,
                        path,
                        BodyPublishers.noBody(),
                        "Tus-Resumable",
                        "1.0.0",
                        "Upload-Offset",
                        "0",
                        "Content-Type",
                        "application/offset+octet-stream");
                assertThat(answer.status()).as(method + " " + path).isEqualTo(404);
            });
        }
        assertThat(offset(upload)).isZero();
    }

    private String create(String... headers) {
        Answer created = tus(
                "POST",
                "/v1/uploads",
                BodyPublishers.noBody(),
                Stream.concat(Stream.of("Upload-Length", "" + SIZE), Stream.of(headers))
                        .toArray(String[]::new));
        assertThat(created.status()).isEqualTo(201);
        return created.header("Location");
    }

    private byte[] piece(int from, int to) {
        return Arrays.copyOfRange(image, from, to);
    }

    private Answer patch(String upload, int offset, byte[] bytes, String... headers) {
        return patch(upload, offset, BodyPublishers.ofByteArray(bytes), headers);
    }

    private Answer patch(String upload, int offset, BodyPublisher bytes, String... headers) {
        return tus(
                "PATCH",
                upload,
                bytes,
                Stream.concat(
                                Stream.of(
                                        "Upload-Offset",
                                        "" + offset,
                                        "Content-Type",
                                        "application/offset+octet-stream"),
                                Stream.of(headers))
                        .toArray(String[]::new));
    }

    private Answer head(String upload) {
        return tus("HEAD", upload, BodyPublishers.noBody());
    }

    private int offset(String upload) {
        return Integer.parseInt(head(upload).header("Upload-Offset"));
    }

    private Answer tus(String method, String path, BodyPublisher body, String... headers) {
        return acme.send(
                method,
                path,
                body,
                Stream.concat(Stream.of("Tus-Resumable", "1.0.0"), Stream.of(headers))
                        .toArray(String[]::new));
    }

    private Socket patchByHand(String upload, int offset, String headers) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.getOutputStream()
                .write(("PATCH " + upload + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                + TestIssuer.get().customer("acme")
                                + "\r\nTus-Resumable: 1.0.0\r\nContent-Type: application/offset+octet-stream\r\n"
                                + "Upload-Offset: " + offset + "\r\n" + headers + "\r\n\r\n")
                        .getBytes(ISO_8859_1));
        return socket;
    }

    private static String idOf(String upload) {
        return upload.substring(upload.lastIndexOf('/') + 1);
    }

    private byte[] stored(String upload) {
        return images.bytes(new ObjectKey.Raw(ACME, ImageId.parse(idOf(upload))))
                .orElse(null);
    }

    private String description(String upload) {
        return pending.findDescription(ACME, ImageId.parse(idOf(upload)))
                .orElseThrow()
                .json();
    }

    private long published(String upload) {
        return publisher.published().stream()
                .filter(each -> each.event().imageId().toString().equals(idOf(upload)))
                .count();
    }

    private static String checksum(String algorithm, byte[] bytes) throws Exception {
        byte[] sum;
        if (algorithm.equals("crc32c")) {
            CRC32C crc = new CRC32C();
            crc.update(bytes);
            sum = ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
        } else {
            sum = MessageDigest.getInstance(algorithm.equals("sha1") ? "SHA-1" : "SHA-256")
                    .digest(bytes);
        }
        return Base64.getEncoder().encodeToString(sum);
    }
}
