package io.darkroom.upload;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.events.EventCodec;
import io.darkroom.events.ImageProcessed;
import io.darkroom.events.Topics;
import io.darkroom.servers.Infrastructure;
import io.darkroom.servers.RealServers;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Images that come to an end on the real topic, told by two instances.
class LiveIT {

    private static final int PATIENCE_MILLIS = (int) Duration.ofMinutes(3).toMillis();
    private static final int LISTENERS = 1_000;
    private static final long MEMORY_OF_THEM = 100L * 1024 * 1024;

    @TempDir
    private Path directory;

    private ServiceInstance first;
    private Producer<String, byte[]> producer;
    private String token;

    @BeforeEach
    void start() {
        first = new ServiceInstance(directory.resolve("first.log"));
        token = Infrastructure.shared().accessToken("acme-app");
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", RealServers.shared().bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    @AfterEach
    void stop() {
        producer.close();
        first.close();
    }

    @Test
    void goesOnAtAnotherInstanceWhereTheFirstWasKilled() throws Exception {
        List<String> ids = new ArrayList<>();
        try (ServiceInstance second = new ServiceInstance(directory.resolve("second.log"))) {
            String seen;
            try (EventStream stream = new EventStream(first.port(), token, null)) {
                ids.add(publish());
                assertThat(stream.next().data().at("/id").asString()).isEqualTo(ids.getLast());
                seen = stream.lastEventId();
                first.kill();
            }
            for (int i = 0; i < 10; i++) {
                ids.add(publish());
            }

            try (EventStream stream = new EventStream(second.port(), token, seen)) {
                List<String> told = new ArrayList<>();
                for (int i = 0; i < 10; i++) {
                    told.add(stream.next().data().at("/id").asString());
                }
                assertThat(told).containsExactlyInAnyOrderElementsOf(ids.subList(1, ids.size()));
            }
        }
    }

    @Test
    void tellsAThousandListenersWithALittleMemory() throws Exception {
        long before = first.residentBytes();
        List<Socket> sockets = new ArrayList<>();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < LISTENERS; i++) {
                sockets.add(listen());
            }
            List<Callable<Boolean>> opening = readers(sockets, "id: ");
            assertThat(executor.invokeAll(opening)).allMatch(Future::resultNow);
            long begin = System.nanoTime();

            String id = publish();
            List<Future<Boolean>> told = executor.invokeAll(readers(sockets, id));

            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            long memory = first.residentBytes() - before;
            System.out.printf("%d listeners: %d MB, told within %s%n", LISTENERS, memory >> 20, took);
            assertThat(told).allMatch(Future::resultNow);
            assertThat(memory).isLessThan(MEMORY_OF_THEM);
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    @Test
    void doesNotLetListenersHoldUpItsEnd() throws Exception {
        try (EventStream stream = new EventStream(first.port(), token, null)) {
            first.terminate();

            assertThat(stream.awaitEnd()).isTrue();
            assertThat(first.awaitEnd()).isTrue();
        }
    }

    private Socket listen() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), first.port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.getOutputStream()
                .write(("GET /v1/images/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                                + "\r\n\r\n")
                        .getBytes(ISO_8859_1));
        return socket;
    }

    private static List<Callable<Boolean>> readers(List<Socket> sockets, String text) {
        return sockets.stream()
                .<Callable<Boolean>>map(socket -> () -> readUntil(socket, text))
                .toList();
    }

    private static boolean readUntil(Socket socket, String text) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder seen = new StringBuilder();
        byte[] buffer = new byte[4096];
        while (seen.indexOf(text) < 0) {
            int count = in.read(buffer);
            if (count < 0) {
                return false;
            }
            seen.append(new String(buffer, 0, count, ISO_8859_1));
        }
        return true;
    }

    private String publish() throws Exception {
        ImageProcessed end = Endings.failed("acme");
        producer.send(new EventCodec().encode(Topics.PROCESSED, end, "/test")).get(60, TimeUnit.SECONDS);
        return end.imageId().toString();
    }
}
