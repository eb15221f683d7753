package io.darkroom.upload;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.events.ImageId;
import io.darkroom.events.ImageReceived;
import io.darkroom.events.Sha256;
import io.darkroom.servers.Infrastructure;
import io.darkroom.upload.Api.Answer;
import io.tus.java.client.ProtocolException;
import io.tus.java.client.TusClient;
import io.tus.java.client.TusExecutor;
import io.tus.java.client.TusURLMemoryStore;
import io.tus.java.client.TusUpload;
import io.tus.java.client.TusUploader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Clients that nobody here wrote, and two instances behind a router that sends each connection to whichever it likes;
/// instances are killed in the middle. Kill -9 leaves the servers' page cache alone: this is about the protocol.
class TusIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int MIB = 1024 * 1024;
    private static final int PART = 8 * MIB;
    private static final int SIZE = 30 * MIB;
    private static final int SMALL = 3 * MIB;

    // Headers, and what a router holds.
    private static final int SLACK = MIB / 2;

    @TempDir
    private static Path logs;

    private static ServiceInstance first;
    private static ServiceInstance second;
    private static TusJs tusJs;

    @TempDir
    private Path directory;

    private final RawBucket bucket = new RawBucket();
    private RandomRouter router;
    private String token;

    // Bytes that came to an instance and went with it.
    private long lostBytes;

    @BeforeAll
    static void start() {
        CompletableFuture<ServiceInstance> starting =
                CompletableFuture.supplyAsync(() -> new ServiceInstance(logs.resolve("first.log")));
        tusJs = TusJs.install();
        second = new ServiceInstance(logs.resolve("second.log"));
        first = starting.join();
    }

    @AfterAll
    static void stop() {
        first.close();
        second.close();
    }

    @BeforeEach
    void connect() {
        Stream.of(first, second).filter(instance -> !instance.isAlive()).forEach(ServiceInstance::start);
        first.awaitReady();
        second.awaitReady();
        router = new RandomRouter(List.of(first.port(), second.port()), 1);
        token = Infrastructure.shared().accessToken("acme-app");
    }

    @AfterEach
    void disconnect() throws IOException {
        router.close();
        bucket.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"chunkSize\": 3000000}",
                "{\"uploadDataDuringCreation\": true}",
                "{\"uploadLengthDeferred\": true, \"chunkSize\": 9000000, \"uploadSize\": null}",
                "{\"overridePatchMethod\": true}"
            })
    void takesWhatTusJsClientSends(String options) throws IOException {
        Path file = file(10 * MIB, 1);

        JsonNode done = tusJs.upload(endpoint(), token, file, options);

        requireImage(done.at("/url").asString(), Files.readAllBytes(file));
        assertThat(done.at("/retries").asInt()).isZero();
    }

    @Test
    void losesNothingWhenInstancesAreKilledWhileTusJsClientSends() throws IOException {
        Path file = file(SIZE, 2);
        router.when(15 * MIB, port -> {
            killWithAPartInHand(port);
            router.when(router.sentBytes() + SIZE - countedBytes() - MIB, this::killWithAPartInHand);
        });

        JsonNode done = tusJs.upload(endpoint(), token, file, "{}");

        requireImage(done.at("/url").asString(), Files.readAllBytes(file));
        assertThat(done.at("/retries").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(router.sentBytes()).isLessThan(SIZE + 2L * (PART + SLACK));
    }

    @Test
    void losesNothingWhenAnInstanceIsKilledWhileTusJavaClientSends() throws Exception {
        Path file = file(SIZE, 3);
        router.when(23 * MIB, this::killWithAPartInHand);
        TusClient client = new TusClient();
        client.setUploadCreationURL(URI.create(endpoint()).toURL());
        client.setHeaders(Map.of("Authorization", "Bearer " + token, "Connection", "close"));
        client.enableResuming(new TusURLMemoryStore());
        AtomicReference<String> url = new AtomicReference<>();

        boolean done = untilDone(client, new TusUpload(file.toFile()), url).makeAttempts();

        assertThat(done).isTrue();
        requireImage(url.get(), Files.readAllBytes(file));
        assertThat(lostBytes).isPositive();
        assertThat(router.sentBytes()).isLessThan(SIZE + PART + SLACK);
    }

    @ParameterizedTest
    @EnumSource
    void goesOnAtAnotherInstanceHoweverTheConnectionEnds(Ending ending) throws Exception {
        byte[] image = Samples.jpeg(SMALL, 10);
        String upload = create(image.length);
        Socket socket = patchByHand(first, upload, image.length);
        try {
            socket.getOutputStream().write(image, 0, MIB);
            awaitWriter(upload);
            end(socket, ending);

            int offset = offset(second, upload);
            Answer last = patch(second, upload, offset, Arrays.copyOfRange(image, offset, image.length));

            assertThat(offset).isBetween(0, MIB);
            assertThat(last.status()).isEqualTo(204);
            requireImage(upload, image);
        } finally {
            socket.close();
        }
        assertThat(ending != Ending.STOP || first.awaitEnd()).isTrue();
    }

    private static void end(Socket socket, Ending ending) throws IOException {
        switch (ending) {
            case CLOSE -> socket.close();
            case RESET -> {
                socket.setSoLinger(true, 0);
                socket.close();
            }
            case STOP -> first.terminate();
            case STALL -> {}
        }
    }

    /// How a connection may end while bytes are on their way.
    enum Ending {
        CLOSE,
        RESET,
        STOP,
        STALL
    }

    @Test
    void doesNotListenToASenderThatWasOvertaken() throws Exception {
        byte[] image = Samples.jpeg(SMALL, 20);
        String upload = create(image.length);
        try (Socket stalled = patchByHand(first, upload, image.length)) {
            stalled.getOutputStream().write(image, 0, MIB);
            awaitWriter(upload);
            int offset = offset(second, upload);
            patch(second, upload, offset, Arrays.copyOfRange(image, offset, image.length));

            stalled.getOutputStream().write(new byte[SMALL - MIB]);

            assertThat(statusOf(stalled)).isEqualTo(423);
        }
        requireImage(upload, image);
        assertThat(offset(first, upload)).isEqualTo(image.length);
    }

    @Test
    void keepsNothingOfAnUploadThatIsEndedAtAnotherInstance() throws Exception {
        byte[] image = Samples.jpeg(SMALL, 30);
        String upload = create(image.length);
        try (Socket sender = patchByHand(first, upload, image.length)) {
            sender.getOutputStream().write(image, 0, MIB);
            awaitWriter(upload);

            Answer ended = tus(second, "DELETE", upload, new byte[0]);
            sender.getOutputStream().write(image, MIB, SMALL - MIB);

            assertThat(ended.status()).isEqualTo(204);
            assertThat(statusOf(sender)).isEqualTo(423);
        }
        assertThat(tus(first, "HEAD", upload, new byte[0]).status()).isEqualTo(410);
        assertThat(bucket.keys()).doesNotContain("raw/acme/" + idOf(upload));
        assertThat(UploadedEvents.of(ImageId.parse(idOf(upload)))).isEmpty();
    }

    @Test
    void takesNoMoreThanWasAnnouncedWhateverOtherInstancesTook() throws IOException {
        byte[] image = Samples.jpeg(SMALL, 40);
        String upload = create(image.length);
        patch(first, upload, 0, Arrays.copyOf(image, MIB));

        Answer tooMuch = patch(second, upload, MIB, new byte[SMALL]);

        assertThat(tooMuch.status()).isEqualTo(413);
        assertThat(offset(first, upload)).isEqualTo(MIB);
        patch(second, upload, MIB, Arrays.copyOfRange(image, MIB, SMALL));
        requireImage(upload, image);
    }

    /// Kills who gets the bytes, as soon as all that came counts but for a part at most; the next one is killed only
    /// when this one is back.
    private void killWithAPartInHand(int port) {
        ServiceInstance victim = port == first.port() ? first : second;
        ServiceInstance other = victim == first ? second : first;
        other.awaitReady();
        await().atMost(PATIENCE).until(() -> router.sentBytes() - lostBytes - countedBytes() < PART + SLACK);
        victim.kill();
        lostBytes = router.sentBytes() - countedBytes();
        victim.start();
    }

    /// How many bytes of the upload that is on its way count.
    private long countedBytes() {
        return bucket.keys().stream()
                .filter(key -> key.endsWith("/upload.json"))
                .map(key -> JsonMapper.shared().readTree(bucket.bytes(key)))
                .filter(upload -> upload.at("/phase").asString().equals("OPEN"))
                .filter(upload -> upload.at("/lengthBytes").asLong() == SIZE)
                .flatMapToLong(upload -> upload.at("/chunks")
                        .valueStream()
                        .mapToLong(chunk -> chunk.at("/sizeBytes").asLong()))
                .sum();
    }

    private void awaitWriter(String upload) {
        String key = "uploads/acme/" + idOf(upload) + "/upload.json";
        await().atMost(PATIENCE)
                .until(() -> JsonMapper.shared().readTree(bucket.bytes(key)).has("writer"));
    }

    private static TusExecutor untilDone(TusClient client, TusUpload upload, AtomicReference<String> url) {
        TusExecutor executor = new TusExecutor() {
            @Override
            protected void makeAttempt() throws ProtocolException, IOException {
                TusUploader uploader = client.resumeOrCreateUpload(upload);
                url.set(uploader.getUploadURL().toString());
                uploader.setChunkSize(MIB);
                uploader.setRequestPayloadSize(10 * MIB);
                int sent = 0;
                while (sent > -1) {
                    sent = uploader.uploadChunk();
                }
                uploader.finish();
            }
        };
        int[] delays = new int[600];
        Arrays.fill(delays, 200);
        executor.setDelays(delays);
        return executor;
    }

    private String endpoint() {
        return "http://127.0.0.1:" + router.port() + "/v1/uploads";
    }

    private Path file(int sizeBytes, long seed) throws IOException {
        return Files.write(directory.resolve("photo.jpg"), Samples.jpeg(sizeBytes, seed));
    }

    private void requireImage(String url, byte[] sent) {
        String id = idOf(url);
        assertThat(bucket.bytes("raw/acme/" + id)).isEqualTo(sent);
        List<ImageReceived> events = UploadedEvents.of(ImageId.parse(id));
        assertThat(events).isNotEmpty();
        assertThat(events)
                .allSatisfy(event -> assertThat(event.sha256()).isEqualTo(Sha256.of(sent)))
                .extracting(ImageReceived::receivedAt)
                .containsOnly(events.getFirst().receivedAt());
    }

    private String create(int length) {
        return tus(second, "POST", "/v1/uploads", new byte[0], "Upload-Length", Integer.toString(length))
                .header("Location");
    }

    private int offset(ServiceInstance instance, String upload) {
        return Integer.parseInt(tus(instance, "HEAD", upload, new byte[0]).header("Upload-Offset"));
    }

    private Answer patch(ServiceInstance instance, String upload, int offset, byte[] bytes) {
        return tus(
                instance,
                "PATCH",
                upload,
                bytes,
                "Upload-Offset",
                Integer.toString(offset),
                "Content-Type",
                "application/offset+octet-stream");
    }

    private Answer tus(ServiceInstance instance, String method, String path, byte[] body, String... headers) {
        return new Api(instance.port(), token)
                .send(
                        method,
                        path,
                        BodyPublishers.ofByteArray(body),
                        Stream.concat(Stream.of("Tus-Resumable", "1.0.0"), Stream.of(headers))
                                .toArray(String[]::new));
    }

    private Socket patchByHand(ServiceInstance instance, String upload, int length) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), instance.port());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.getOutputStream()
                .write(("PATCH " + upload + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                                + "\r\nTus-Resumable: 1.0.0\r\nContent-Type: application/offset+octet-stream\r\n"
                                + "Upload-Offset: 0\r\nContent-Length: " + length + "\r\n\r\n")
                        .getBytes(ISO_8859_1));
        return socket;
    }

    private static int statusOf(Socket socket) throws IOException {
        byte[] line = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
        return Integer.parseInt(new String(line, ISO_8859_1).split(" ", 2)[1]);
    }

    private static String idOf(String url) {
        return url.substring(url.lastIndexOf('/') + 1);
    }
}
