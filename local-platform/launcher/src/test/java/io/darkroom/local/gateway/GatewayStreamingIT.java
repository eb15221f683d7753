package io.darkroom.local.gateway;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Bodies flow through the gateway piece by piece, in both directions.
class GatewayStreamingIT {

    private static final int PIECES = 20;
    private static final int PIECE_BYTES = 100_000;
    private static final long DEADLINE_SECONDS = 300;

    // Twice the heap of these tests.
    private static final long LARGE_BYTES = 512L * 1024 * 1024;

    private final HttpClient client = HttpClient.newHttpClient();
    private Target upload;
    private Gateway gateway;

    @BeforeEach
    void start() {
        upload = new Target("upload");
        gateway = gatewayTo(upload.uri());
    }

    @AfterEach
    void stop() {
        gateway.close();
        upload.close();
    }

    @Test
    void aServiceHasEachPieceOfARequestBeforeTheNextIsSent() throws Exception {
        Semaphore arrived = new Semaphore(0);
        upload.behave(exchange -> {
            for (int piece = 0; piece < PIECES; piece++) {
                exchange.getRequestBody().readNBytes(PIECE_BYTES);
                arrived.release();
            }
            Target.answer(exchange, 202, "all");
        });

        try (RawClient caller = new RawClient(gateway.uri())) {
            caller.startPost(PIECES * PIECE_BYTES);
            for (int piece = 0; piece < PIECES; piece++) {
                caller.send("x".repeat(PIECE_BYTES));
                assertThat(arrived.tryAcquire(DEADLINE_SECONDS, SECONDS)).isTrue();
            }

            assertThat(caller.readHead()).startsWith("HTTP/1.1 202");
        }
    }

    @Test
    void aCallerHasEachPieceOfAnAnswerBeforeTheNextIsSent() throws Exception {
        Semaphore taken = new Semaphore(0);
        upload.behave(exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            for (int event = 0; event < PIECES; event++) {
                exchange.getResponseBody().write(event(event));
                exchange.getResponseBody().flush();
                acquire(taken);
            }
        });

        HttpResponse<InputStream> answer = client.send(get(), BodyHandlers.ofInputStream());

        for (int event = 0; event < PIECES; event++) {
            assertThat(answer.body().readNBytes(event(event).length)).isEqualTo(event(event));
            taken.release();
        }
        assertThat(answer.body().read()).isEqualTo(-1);
        assertThat(upload.failures).isEmpty();
    }

    @Test
    void passesBodiesLargerThanItsMemory() throws Exception {
        assertThat(Runtime.getRuntime().maxMemory()).isLessThan(LARGE_BYTES);
        upload.behave(exchange -> {
            long bytes = exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
            exchange.getResponseHeaders().add("X-Bytes", Long.toString(bytes));
            exchange.sendResponseHeaders(200, LARGE_BYTES);
            new Zeros(LARGE_BYTES).transferTo(exchange.getResponseBody());
        });

        HttpResponse<InputStream> answer = client.send(
                HttpRequest.newBuilder(gateway.uri().resolve("/v1/images"))
                        .POST(BodyPublishers.ofInputStream(() -> new Zeros(LARGE_BYTES)))
                        .build(),
                BodyHandlers.ofInputStream());

        assertThat(answer.headers().firstValueAsLong("X-Bytes")).hasValue(LARGE_BYTES);
        assertThat(answer.body().transferTo(OutputStream.nullOutputStream())).isEqualTo(LARGE_BYTES);
    }

    @Test
    void takesNoMoreFromAFastCallerThanASlowServiceTakes() throws Exception {
        Semaphore goOn = new Semaphore(0);
        upload.behave(exchange -> {
            acquire(goOn);
            Target.answer(exchange, 202, "");
        });
        AtomicLong sent = new AtomicLong();

        CompletableFuture<HttpResponse<Void>> answer = client.sendAsync(
                HttpRequest.newBuilder(gateway.uri().resolve("/v1/images"))
                        .POST(BodyPublishers.ofInputStream(() -> new Zeros(LARGE_BYTES, sent)))
                        .build(),
                BodyHandlers.discarding());
        long standstill = awaitStandstill(sent);
        goOn.release();

        assertThat(standstill).isLessThan(Runtime.getRuntime().maxMemory() / 4);
        assertThat(answer.get(DEADLINE_SECONDS, SECONDS).statusCode()).isEqualTo(202);
        assertThat(sent).hasValue(LARGE_BYTES);
    }

    @Test
    void aCallerThatWaitsForAnInvitationIsInvitedByTheServiceItself() throws Exception {
        try (ServerSocket service = new ServerSocket(0);
                Gateway toService = gatewayTo(URI.create("http://127.0.0.1:" + service.getLocalPort()));
                RawClient caller = new RawClient(toService.uri())) {
            caller.startPost(4, "Expect: 100-continue");
            Socket asked = service.accept();
            String head = readHead(asked);
            write(asked, "HTTP/1.1 100 Continue\r\n\r\n");
            String invitation = caller.readHead();
            caller.send("body");
            String body = new String(asked.getInputStream().readNBytes(4), StandardCharsets.ISO_8859_1);
            write(asked, "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n");

            assertThat(head).containsIgnoringCase("Expect: 100-continue");
            assertThat(invitation).startsWith("HTTP/1.1 100");
            assertThat(body).isEqualTo("body");
            assertThat(caller.readHead()).startsWith("HTTP/1.1 202");
        }
    }

    @Test
    void aCallerThatWaitsForAnInvitationCanBeRefusedWithoutSendingItsBody() throws Exception {
        try (ServerSocket service = new ServerSocket(0);
                Gateway toService = gatewayTo(URI.create("http://127.0.0.1:" + service.getLocalPort()));
                RawClient caller = new RawClient(toService.uri())) {
            caller.startPost(1000000000, "Expect: 100-continue");
            Socket asked = service.accept();
            readHead(asked);
            write(asked, "HTTP/1.1 413 Content Too Large\r\nContent-Length: 0\r\n\r\n");

            assertThat(caller.readHead()).startsWith("HTTP/1.1 413");
        }
    }

    @Test
    void anAnswerThatComesBeforeTheBodyWasReadReachesTheCaller() throws Exception {
        upload.behave(exchange -> {
            exchange.sendResponseHeaders(413, -1);
        });

        try (RawClient caller = new RawClient(gateway.uri())) {
            caller.startPost(1000000000);
            caller.send("x".repeat(PIECE_BYTES));

            assertThat(caller.readHead()).startsWith("HTTP/1.1 413");
        }
    }

    @Test
    void aServiceLearnsThatTheCallerWentAwayInTheMiddleOfItsBody() throws Exception {
        CompletableFuture<Long> read = new CompletableFuture<>();
        upload.behave(exchange -> {
            try {
                read.complete(exchange.getRequestBody().transferTo(OutputStream.nullOutputStream()));
            } catch (IOException e) {
                read.completeExceptionally(e);
            }
        });

        try (RawClient caller = new RawClient(gateway.uri())) {
            caller.startPost(1000000);
            caller.send("x".repeat(PIECE_BYTES));
        }

        assertThat(read).failsWithin(Duration.ofSeconds(DEADLINE_SECONDS));
    }

    @Test
    void aServiceLearnsThatTheCallerWentAwayInTheMiddleOfItsAnswer() throws Exception {
        upload.behave(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            new Zeros(LARGE_BYTES).transferTo(exchange.getResponseBody());
        });

        try (RawClient caller = new RawClient(gateway.uri())) {
            caller.send("GET /v1/images HTTP/1.1\r\nHost: darkroom\r\n\r\n");
            caller.readHead();
        }

        assertThat(upload.failures.poll(DEADLINE_SECONDS, SECONDS)).isInstanceOf(IOException.class);
    }

    private static Gateway gatewayTo(URI service) {
        return Gateway.start(0, Map.of("upload-service", service, "stats-service", service));
    }

    private HttpRequest get() {
        return HttpRequest.newBuilder(gateway.uri().resolve("/v1/images/events"))
                .build();
    }

    private static byte[] event(int number) {
        return "data: %d\n\n".formatted(number).getBytes(StandardCharsets.US_ASCII);
    }

    private static void acquire(Semaphore semaphore) throws IOException {
        try {
            if (!semaphore.tryAcquire(DEADLINE_SECONDS, SECONDS)) {
                throw new IOException("nothing came in time");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    // Nothing more was sent for a while. That the count stays small is what counts, however long the while.
    private static long awaitStandstill(AtomicLong sent) throws InterruptedException {
        long before = -1;
        while (sent.get() == 0 || sent.get() != before) {
            before = sent.get();
            Thread.sleep(500);
        }
        return before;
    }

    private static String readHead(Socket socket) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) socket.getInputStream().read());
        }
        return head.toString();
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }
}
