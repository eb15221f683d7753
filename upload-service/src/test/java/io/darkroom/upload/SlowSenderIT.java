package io.darkroom.upload;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.events.ImageId;
import io.darkroom.servers.Infrastructure;
import io.darkroom.upload.Api.Answer;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Senders that are slow or stop, and a service with less patience than it has elsewhere.
class SlowSenderIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int MIB = 1024 * 1024;
    private static final int SLOW = 500;
    private static final int GOOD = 20;

    // Of the service's own, whatever its senders do: connections to the servers come and go.
    private static final int DESCRIPTORS = 25;
    private static final int THREADS = 15;
    private static final double SHARE_OF_MEMORY = 0.05;

    @TempDir
    private static Path logs;

    private static ServiceInstance service;

    private Api acme;

    @BeforeAll
    static void start() {
        service = new ServiceInstance(
                logs.resolve("service.log"),
                "darkroom.upload.minimum-pace.window=4s",
                "server.tomcat.connection-timeout=4s");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @BeforeEach
    void signIn() {
        acme = new Api(service.port(), Infrastructure.shared().accessToken("acme-app"));
    }

    @Test
    void fiveHundredSlowSendersAreCutOffBesideGoodOnesAndLeaveNothingBehind() throws Exception {
        // What the service keeps for the next ones, it has from the first.
        serveGoodOnesBesideSlowOnes();
        Figures before = Figures.of(service);

        serveGoodOnesBesideSlowOnes();

        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            Figures after = Figures.of(service);
            assertThat(after.descriptors).isLessThan(before.descriptors + DESCRIPTORS);
            assertThat(after.threads).isLessThan(before.threads + THREADS);
            assertThat((double) after.liveBytes).isLessThan(before.liveBytes * (1 + SHARE_OF_MEMORY));
        });
    }

    private void serveGoodOnesBesideSlowOnes() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < SLOW; i++) {
                slow.add(acme.open("POST /v1/images", "Content-Type: image/jpeg", "Content-Length: 10000"));
            }
            List<Future<Integer>> answers = slow.stream()
                    .map(socket -> executor.submit(() -> drip(executor, socket)))
                    .toList();
            Callable<Integer> good =
                    () -> acme.upload("image/jpeg", Samples.jpeg(100_000, 1)).status();

            List<Future<Integer>> taken = new ArrayList<>();
            for (int i = 0; i < GOOD; i++) {
                taken.add(executor.submit(good));
            }

            for (Future<Integer> status : taken) {
                assertThat(status.get()).isEqualTo(202);
            }
            for (Future<Integer> status : answers) {
                assertThat(status.get()).isEqualTo(408);
            }
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    /// Sends a byte per second for as long as the connection lasts.
    ///
    /// @return the status of the answer
    private static int drip(ExecutorService executor, Socket socket) throws IOException {
        var _ = executor.submit(() -> {
            for (byte b : Samples.jpeg(10_000, 2)) {
                socket.getOutputStream().write(b);
                Thread.sleep(1_000);
            }
            return null;
        });
        int status = statusOf(socket);
        socket.close();
        return status;
    }

    /// What a service takes of its machine.
    private record Figures(int descriptors, int threads, long liveBytes) {

        static Figures of(ServiceInstance service) throws IOException, InterruptedException {
            return new Figures(service.descriptors(), service.threads(), service.liveBytes());
        }
    }

    @Test
    void goesOnWithAnImageInPiecesFromWhereItsSenderStalled() throws Exception {
        byte[] image = Samples.jpeg(3 * MIB, 3);
        String upload = tus("POST", "/v1/uploads", new byte[0], "Upload-Length", Integer.toString(image.length))
                .header("Location");

        try (Socket stalled = acme.open(
                "PATCH " + upload,
                "Tus-Resumable: 1.0.0",
                "Content-Type: application/offset+octet-stream",
                "Upload-Offset: 0",
                "Content-Length: " + image.length)) {
            stalled.getOutputStream().write(image, 0, MIB);
            assertThat(statusOf(stalled)).isEqualTo(408);
        }
        assertThat(tus("HEAD", upload, new byte[0]).header("Upload-Offset")).isEqualTo(Integer.toString(MIB));
        Answer last = tus(
                "PATCH",
                upload,
                Arrays.copyOfRange(image, MIB, image.length),
                "Upload-Offset",
                Integer.toString(MIB),
                "Content-Type",
                "application/offset+octet-stream");

        assertThat(last.status()).isEqualTo(204);
        String id = upload.substring(upload.lastIndexOf('/') + 1);
        try (RawBucket bucket = new RawBucket()) {
            assertThat(bucket.bytes("raw/acme/" + id)).isEqualTo(image);
        }
        assertThat(UploadedEvents.of(ImageId.parse(id))).hasSize(1);
    }

    private Answer tus(String method, String path, byte[] body, String... headers) {
        return acme.send(
                method,
                path,
                BodyPublishers.ofByteArray(body),
                Stream.concat(Stream.of("Tus-Resumable", "1.0.0"), Stream.of(headers))
                        .toArray(String[]::new));
    }

    private static int statusOf(Socket socket) throws IOException {
        byte[] line = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
        return Integer.parseInt(new String(line, ISO_8859_1).split(" ", 2)[1]);
    }
}
