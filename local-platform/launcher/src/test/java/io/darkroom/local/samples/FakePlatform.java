package io.darkroom.local.samples;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.darkroom.events.CustomerId;
import io.darkroom.events.ImageId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// The issuer and the upload service, as far as a sender sees them.
final class FakePlatform implements AutoCloseable {

    /// An accepted upload.
    record Upload(Headers headers, String body, ImageId id) {

        String header(String name) {
            return headers.getFirst(name);
        }
    }

    private final HttpServer server;
    private final List<Upload> uploads = new CopyOnWriteArrayList<>();
    private final AtomicInteger tokensGiven = new AtomicInteger();
    private final AtomicInteger refusals = new AtomicInteger();
    private volatile int refusalStatus;

    FakePlatform() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/oauth2/token", this::giveToken);
        server.createContext("/v1/images", this::takeUpload);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    List<Upload> uploads() {
        return List.copyOf(uploads);
    }

    int tokensGiven() {
        return tokensGiven.get();
    }

    void refuseFirst(int uploads, int status) {
        refusalStatus = status;
        refusals.set(uploads);
    }

    private void giveToken(HttpExchange exchange) throws IOException {
        String basic = exchange.getRequestHeaders().getFirst("Authorization").substring("Basic ".length());
        String[] client = new String(Base64.getDecoder().decode(basic), UTF_8).split(":", 2);
        if (client[1].equals("wrong")) {
            answer(exchange, 401, "{}");
            return;
        }
        tokensGiven.incrementAndGet();
        answer(exchange, 200, "{\"access_token\":\"token-of-%s\",\"expires_in\":300}".formatted(client[0]));
    }

    private void takeUpload(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        if (refusals.getAndDecrement() > 0) {
            answer(exchange, refusalStatus, "because");
            return;
        }
        ImageId id = ImageId.ofUpload(
                new CustomerId("acme"), exchange.getRequestHeaders().getFirst("Idempotency-Key"));
        uploads.add(new Upload(exchange.getRequestHeaders(), body, id));
        answer(exchange, 202, "{\"id\":\"%s\"}".formatted(id));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
