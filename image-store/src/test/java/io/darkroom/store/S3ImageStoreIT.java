package io.darkroom.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.darkroom.events.Channel;
import io.darkroom.events.CustomerId;
import io.darkroom.events.ImageId;
import io.darkroom.events.ObjectLocation;
import io.darkroom.servers.Infrastructure;
import io.darkroom.servers.LocalBuckets;
import io.darkroom.servers.S3Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

class S3ImageStoreIT extends ImageStoreContract {

    @TempDir
    private Path directory;

    // A call gives up after 8 seconds; the rest is for a busy machine.
    private static final Duration LONGEST_CALL = Duration.ofSeconds(60);

    // Taken and not listened on, so that nobody else comes to listen there.
    private static final Socket DEAF = new Socket();

    private static StoreSettings settings;
    private static S3ImageStore store;
    private static S3Client s3;

    @BeforeAll
    static void open() throws IOException {
        DEAF.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        settings = PatientSettings.of(
                Infrastructure.shared().s3Endpoint(),
                new StoreSettings.Credentials(S3Server.ACCESS_KEY, S3Server.SECRET_KEY));
        store = S3ImageStore.open(settings);
        s3 = S3Clients.client(settings);
    }

    @AfterAll
    static void close() throws IOException {
        store.close();
        s3.close();
        DEAF.close();
    }

    @Override
    protected ImageStore store() {
        return store;
    }

    @Override
    protected ImageStore unreachableStore() {
        return at(DEAF.getLocalPort());
    }

    /// With the time-outs that a service has.
    private static S3ImageStore at(int port) {
        return S3ImageStore.open(StoreSettings.local(URI.create("http://127.0.0.1:" + port), settings.credentials()));
    }

    @Override
    protected void putForeign(ObjectLocation location, byte[] bytes) {
        s3.putObject(r -> r.bucket(location.bucket()).key(location.key()), RequestBody.fromBytes(bytes));
    }

    @Override
    protected String foreignBucket() {
        return settings.nameOf(Bucket.RAW);
    }

    @Override
    protected Optional<byte[]> download(URI link) throws Exception {
        HttpResponse<byte[]> response = get(link);
        return response.statusCode() == 404 ? Optional.empty() : Optional.of(response.body());
    }

    private static HttpResponse<byte[]> get(URI link) throws Exception {
        try (HttpClient browser = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> response =
                    browser.send(HttpRequest.newBuilder(link).build(), HttpResponse.BodyHandlers.ofByteArray());
            assertThat(response.statusCode()).isIn(200, 404);
            return response;
        }
    }

    @Test
    void namesADownload() throws Exception {
        RawImage image = new RawImage(
                new CustomerId("acme"), ImageId.random(), Channel.UPLOAD, Instant.EPOCH, "image/png", null, Map.of());
        store.putRaw(image, new EndlessBytes(1, 10));

        HttpResponse<byte[]> named = get(store.link(image.key(), Duration.ofMinutes(1), "a\";x=\r\ny: ü.png"));
        HttpResponse<byte[]> shown = get(store.link(image.key(), Duration.ofMinutes(1), null));

        assertThat(named.headers().firstValue("content-disposition"))
                .contains(
                        "attachment; filename=\"a__x___y_ _.png\"; filename*=UTF-8''a%22%3Bx%3D%0D%0Ay%3A%20%C3%BC.png");
        assertThat(shown.headers().firstValue("content-disposition")).isEmpty();
        assertThat(shown.headers().firstValue("content-type")).contains("image/png");
    }

    @Override
    protected long unfinishedWrites(ObjectKey key) {
        return s3
                .listMultipartUploads(
                        r -> r.bucket(settings.nameOf(key.bucket())).prefix(key.path()))
                .uploads()
                .stream()
                .filter(upload -> upload.key().equals(key.path()))
                .count();
    }

    @Test
    @Timeout(600)
    void storesAnOriginalManyTimesLargerThanItsMemory() throws Exception {
        ImageId id = ImageId.random();
        long sizeBytes = 200L << 20;

        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx40m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        StoreOneLargeImage.class.getName(),
                        settings.endpoint().toString(),
                        S3Server.ACCESS_KEY,
                        S3Server.SECRET_KEY,
                        Long.toString(sizeBytes),
                        id.toString())
                .inheritIO()
                .start();

        assertThat(program.waitFor()).isZero();
        assertThat(store.findRaw(new CustomerId("acme"), id))
                .map(FoundRaw::sizeBytes)
                .contains(sizeBytes);
    }

    @Test
    void findsTheStoreAgainThatWasKilledAndStarted() throws Exception {
        CustomerId customer = new CustomerId("acme");
        Manifest manifest = Manifests.manifest(customer, ImageId.random(), 1, "before");
        try (S3Server server = new S3Server(directory, 0)) {
            server.start();
            LocalBuckets.create(server);
            try (S3ImageStore tried =
                    S3ImageStore.open(PatientSettings.of(server.endpoint(), settings.credentials()))) {
                tried.commitManifest(manifest);
                server.kill();
                assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(tried::ping);

                server.start();

                tried.ping();
                assertThat(tried.findManifest(customer, manifest.processed().imageId()))
                        .contains(manifest);
            }
        }
    }

    @Test
    @Timeout(120)
    void givesUpInTimeOnAStoreThatTakesConnectionsAndIsSilent() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                S3ImageStore away = at(silent.getLocalPort())) {
            long started = System.nanoTime();

            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() -> away.findRaw(new CustomerId("acme"), ImageId.random()));

            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(LONGEST_CALL);
        }
    }
}
