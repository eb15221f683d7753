package io.darkroom.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.events.CustomerId;
import io.darkroom.events.ImageId;
import io.darkroom.events.ObjectLocation;
import io.darkroom.servers.RealServers;
import io.darkroom.servers.S3Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

class S3ImageStoreIT extends ImageStoreContract {

    private static StoreSettings settings;
    private static S3ImageStore store;
    private static S3Client s3;

    @BeforeAll
    static void open() {
        S3Server server = RealServers.shared().s3();
        settings = StoreSettings.local(
                server.endpoint(), new StoreSettings.Credentials(S3Server.ACCESS_KEY, S3Server.SECRET_KEY));
        store = S3ImageStore.open(settings);
        s3 = S3Clients.client(settings);
    }

    @AfterAll
    static void close() {
        store.close();
        s3.close();
    }

    @Override
    protected ImageStore store() {
        return store;
    }

    @Override
    protected ImageStore unreachableStore() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return at(socket.getLocalPort());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

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
    @Timeout(30)
    void givesUpInTimeOnAStoreThatTakesConnectionsAndIsSilent() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                S3ImageStore away = at(silent.getLocalPort())) {
            long started = System.nanoTime();

            try {
                away.findRaw(new CustomerId("acme"), ImageId.random());
            } catch (StoreUnavailableException expected) {
                assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(10));
            }
        }
    }
}
