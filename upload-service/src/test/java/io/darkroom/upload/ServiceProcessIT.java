package io.darkroom.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.servers.Infrastructure;
import io.darkroom.upload.Api.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The service as a process of its own: how much memory it needs, and how it ends.
class ServiceProcessIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    // Together more than twice the heap, and each of several parts.
    private static final long LARGE = 24L * 1024 * 1024;
    private static final int AT_ONCE = 20;

    @TempDir
    private static Path logs;

    private static ServiceInstance service;

    private Api acme;

    @BeforeAll
    static void start() {
        service = new ServiceInstance(logs.resolve("service.log"));
    }

    @AfterAll
    static void end() {
        service.close();
    }

    @BeforeEach
    void connect() {
        if (!service.isAlive()) {
            service.start();
            service.awaitReady();
        }
        acme = new Api(service.port(), Infrastructure.shared().accessToken("acme-app"));
    }

    @Test
    void takesTwentyLargeImagesAtOnceWithALittleHeap() throws Exception {
        List<Callable<Answer>> uploads = LongStream.range(0, AT_ONCE)
                .<Callable<Answer>>mapToObj(seed -> () -> acme.upload("image/jpeg", large(seed)))
                .toList();

        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Answer> answers =
                    executor.invokeAll(uploads).stream().map(Future::resultNow).toList();

            String log = service.log();
            assertThat(answers).as(log).extracting(Answer::status).containsOnly(202);
            assertThat(log).doesNotContain("OutOfMemoryError");
        }
    }

    @Test
    void endsUploadsThatAreOnTheirWayBeforeItStops() throws Exception {
        CountDownLatch halfSent = new CountDownLatch(1);
        CountDownLatch mayGoOn = new CountDownLatch(1);
        byte[] image = Samples.jpeg(1_000_000, 1);
        BodyPublisher body = BodyPublishers.ofInputStream(() -> new PausingStream(image, halfSent, mayGoOn));

        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Answer> answer = executor.submit(() -> acme.upload("image/jpeg", body));
            assertThat(halfSent.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            service.terminate();
            await().atMost(PATIENCE).until(this::refusesConnections);
            mayGoOn.countDown();

            assertThat(answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).status())
                    .isEqualTo(202);
        }
        assertThat(service.awaitEnd()).isTrue();
    }

    private boolean refusesConnections() {
        try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    // Made while it is sent: the test's own memory is not in question.
    private static BodyPublisher large(long seed) {
        byte[] block = Samples.jpeg(1024 * 1024, seed);
        return BodyPublishers.ofInputStream(() -> new RepeatingStream(block, LARGE));
    }

    /// A block again and again, up to a length.
    private static final class RepeatingStream extends InputStream {

        private final byte[] block;
        private final long length;
        private long position;

        RepeatingStream(byte[] block, long length) {
            this.block = block;
            this.length = length;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int wanted) {
            int start = (int) (position % block.length);
            int count = (int) Math.min(Math.min(wanted, block.length - start), length - position);
            System.arraycopy(block, start, target, offset, count);
            position += count;
            return count == 0 ? -1 : count;
        }
    }

    /// Bytes that stop half-way until they may go on.
    private static final class PausingStream extends InputStream {

        private final byte[] bytes;
        private final CountDownLatch halfSent;
        private final CountDownLatch mayGoOn;
        private int position;

        PausingStream(byte[] bytes, CountDownLatch halfSent, CountDownLatch mayGoOn) {
            this.bytes = bytes;
            this.halfSent = halfSent;
            this.mayGoOn = mayGoOn;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int wanted) throws IOException {
            int half = bytes.length / 2;
            if (position == half) {
                halfSent.countDown();
                awaitPermission();
            }
            int count = Math.min(wanted, (position < half ? half : bytes.length) - position);
            System.arraycopy(bytes, position, target, offset, count);
            position += count;
            return count == 0 ? -1 : count;
        }

        private void awaitPermission() throws IOException {
            try {
                if (!mayGoOn.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    throw new IOException("nobody let it go on");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }
    }
}
