package io.darkroom.upload;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.events.EventCodec;
import io.darkroom.events.ImageProcessed;
import io.darkroom.events.Topics;
import io.darkroom.servers.Infrastructure;
import io.darkroom.servers.RealServers;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Images that come to an end on the real topic, told by two instances.
class LiveIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int LISTENERS = 1_000;

    private static final long MEMORY_OF_THEM = 100_000_000;

    // All listeners are one customer here.
    private static final String UNLIMITED = "darkroom.upload.requests-per-customer.per-second=0";

    @TempDir
    private static Path logs;

    private static ServiceInstance first;
    private static ServiceInstance second;

    private Producer<String, byte[]> producer;
    private String token;

    @BeforeAll
    static void start() {
        CompletableFuture<ServiceInstance> starting =
                CompletableFuture.supplyAsync(() -> new ServiceInstance(logs.resolve("first.log"), UNLIMITED));
        second = new ServiceInstance(logs.resolve("second.log"), UNLIMITED);
        first = starting.join();
    }

    @AfterAll
    static void stop() {
        first.close();
        second.close();
    }

    @BeforeEach
    void connect() {
        token = Infrastructure.shared().accessToken("acme-app");
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", RealServers.shared().bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    @AfterEach
    void disconnect() {
        producer.close();
    }

    @Test
    void goesOnAtAnotherInstanceWhereTheFirstWasKilled() throws Exception {
        ServiceInstance killed = running(first);
        ServiceInstance other = running(second);
        List<String> ids = new ArrayList<>();
        String seen;
        try (EventStream stream = new EventStream(killed.port(), token, null)) {
            ids.add(publish());
            assertThat(stream.next().data().at("/id").asString()).isEqualTo(ids.getLast());
            seen = stream.lastEventId();
            killed.kill();
        }
        for (int i = 0; i < 10; i++) {
            ids.add(publish());
        }

        try (EventStream stream = new EventStream(other.port(), token, seen)) {
            List<String> told = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                told.add(stream.next().data().at("/id").asString());
            }
            assertThat(told).containsExactlyInAnyOrderElementsOf(ids.subList(1, ids.size()));
        }
    }

    @Test
    void tellsAThousandListenersWithALittleMemory() throws Exception {
        ServiceInstance instance = running();
        long before = instance.liveBytes();
        long residentBefore = instance.residentBytes();
        List<Socket> sockets = new ArrayList<>();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < LISTENERS; i++) {
                sockets.add(new Api(instance.port(), token).open("GET /v1/images/events"));
            }
            List<Callable<Boolean>> opening = readers(sockets, "id: ");
            assertThat(executor.invokeAll(opening)).allMatch(Future::resultNow);
            long begin = System.nanoTime();

            String id = publish();
            List<Future<Boolean>> told = executor.invokeAll(readers(sockets, id));

            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            long resident = instance.residentBytes() - residentBefore;
            long memory = instance.liveBytes() - before;
            System.out.printf(
                    "%d listeners: %d MB alive, process grown by %d MB, told within %s%n",
                    LISTENERS, memory / 1_000_000, resident / 1_000_000, took);
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
        ServiceInstance instance = running();
        try (EventStream stream = new EventStream(instance.port(), token, null)) {
            instance.terminate();

            assertThat(stream.awaitEnd()).isTrue();
            assertThat(instance.awaitEnd()).isTrue();
        }
    }

    private ServiceInstance running() {
        return first.isAlive() ? running(first) : running(second);
    }

    // An instance takes images before it has found the end of the topic.
    private ServiceInstance running(ServiceInstance instance) {
        if (!instance.isAlive()) {
            instance.start();
        }
        await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            try (EventStream stream = new EventStream(instance.port(), token, null)) {
                return stream.response().statusCode() == 200;
            }
        });
        return instance;
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
