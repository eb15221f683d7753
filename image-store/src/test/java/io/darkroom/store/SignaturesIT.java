package io.darkroom.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.darkroom.events.Channel;
import io.darkroom.events.CustomerId;
import io.darkroom.events.ImageId;
import io.darkroom.events.Sha256;
import io.darkroom.servers.ChildProcess;
import io.darkroom.servers.Ports;
import io.darkroom.servers.ServerFailedException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

/// How the store signs, judged by a server that others wrote and that checks every signature: S3Proxy.
class SignaturesIT {

    private static final Path S3_PROXY = Path.of("target/s3proxy/s3proxy-jar-with-dependencies.jar");
    private static final String ACCESS_KEY = "darkroom";
    private static final String SECRET_KEY = "the-right-one";
    private static final int MOST_TRIES = 3;
    private static final CustomerId ACME = new CustomerId("acme");

    @TempDir
    static Path directory;

    private static int port;
    private static ChildProcess server;

    @BeforeAll
    static void start() throws IOException {
        Path data = Files.createDirectory(directory.resolve("data"));
        for (int tries = 1; server == null; tries++) {
            try {
                server = startOnAFreePort(data);
            } catch (ServerFailedException e) {
                // Somebody else may have taken the port meanwhile.
                if (tries == MOST_TRIES) {
                    throw e;
                }
            }
        }
        try (S3Client client = S3Clients.client(settings(SECRET_KEY))) {
            client.createBucket(request -> request.bucket("darkroom-raw"));
            client.createBucket(request -> request.bucket("darkroom-results"));
        }
    }

    private static ChildProcess startOnAFreePort(Path data) throws IOException {
        port = Ports.free();
        Path settings =
                Files.writeString(directory.resolve("s3proxy.conf"), """
                s3proxy.endpoint=http://127.0.0.1:%d
                s3proxy.authorization=aws-v4
                s3proxy.identity=%s
                s3proxy.credential=%s
                jclouds.provider=filesystem-nio2
                jclouds.identity=unused
                jclouds.credential=unused
                jclouds.filesystem.basedir=%s
                """.formatted(port, ACCESS_KEY, SECRET_KEY, data));
        ChildProcess started = ChildProcess.start(
                "S3Proxy",
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        S3_PROXY.toAbsolutePath().toString(),
                        "--properties",
                        settings.toString()),
                Map.of(),
                directory.resolve("s3proxy.log"));
        try {
            started.awaitReady(SignaturesIT::listBuckets, Duration.ofMinutes(3));
            return started;
        } catch (ServerFailedException e) {
            started.kill();
            throw e;
        }
    }

    private static void listBuckets() {
        try (S3Client client = S3Clients.client(settings(SECRET_KEY))) {
            client.listBuckets();
        }
    }

    @AfterAll
    static void stop() {
        server.kill();
    }

    @Test
    void isLetInWithTheRightCredentials() throws Exception {
        RawImage image = image();
        try (S3ImageStore store = open(SECRET_KEY)) {
            store.ping();
            store.putRaw(image, new EndlessBytes(1, 100_000));

            assertThat(store.findRaw(ACME, image.imageId()))
                    .map(FoundRaw::sizeBytes)
                    .contains(100_000L);
        }
    }

    @Test
    void isRefusedWithWrongCredentials() throws Exception {
        RawImage image = image();
        try (S3ImageStore right = open(SECRET_KEY);
                S3ImageStore wrong = open("a-wrong-one")) {

            assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(wrong::ping);
            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() -> wrong.putRaw(image, new EndlessBytes(1, 1_000)));
            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() -> wrong.findRaw(ACME, image.imageId()));

            assertThat(right.findRaw(ACME, image.imageId()))
                    .as("nothing was written")
                    .isEmpty();
        }
    }

    @Test
    void givesOutLinksThatNobodyCanChange() throws Exception {
        RawImage image = image();
        try (S3ImageStore store = open(SECRET_KEY)) {
            store.putRaw(image, new EndlessBytes(7, 1_000));

            URI link = store.link(image.key(), Duration.ofMinutes(1), null);

            HttpResponse<byte[]> answer = get(link);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(Sha256.of(answer.body())).isEqualTo(Sha256.of(new EndlessBytes(7, 1_000).readAllBytes()));
            assertThat(get(URI.create(link.toString().replace("X-Amz-Expires=60", "X-Amz-Expires=61")))
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    private static RawImage image() {
        return new RawImage(ACME, ImageId.random(), Channel.UPLOAD, Instant.now(), "image/png", null, Map.of());
    }

    private static S3ImageStore open(String secretKey) {
        return S3ImageStore.open(settings(secretKey));
    }

    private static StoreSettings settings(String secretKey) {
        return PatientSettings.of(
                URI.create("http://127.0.0.1:" + port), new StoreSettings.Credentials(ACCESS_KEY, secretKey));
    }

    private static HttpResponse<byte[]> get(URI link) throws Exception {
        try (HttpClient browser = HttpClient.newHttpClient()) {
            return browser.send(HttpRequest.newBuilder(link).build(), HttpResponse.BodyHandlers.ofByteArray());
        }
    }
}
