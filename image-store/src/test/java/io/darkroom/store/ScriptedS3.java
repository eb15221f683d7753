package io.darkroom.store;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;

/// A fake S3 server that answers what a test tells it to, in order: for answers that a real one gives once in a blue
/// moon. Out of answers, it says 500.
final class ScriptedS3 implements AutoCloseable {

    private final HttpServer server;
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

    /// @param announcedBytes how long the body is said to be
    private record Answer(int status, String body, int announcedBytes, Map<String, String> headers) {}

    ScriptedS3() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    ScriptedS3 then(int status, String body) {
        return then(status, body, Map.of());
    }

    ScriptedS3 then(int status, String body, Map<String, String> headers) {
        answers.add(new Answer(status, body, body.length(), headers));
        return this;
    }

    /// A body that ends before it is complete.
    ScriptedS3 thenCut(String body, int announcedBytes) {
        answers.add(new Answer(200, body, announcedBytes, Map.of()));
        return this;
    }

    /// An error as S3 writes it.
    ScriptedS3 thenError(int status, String code) {
        return then(status, "<Error><Code>" + code + "</Code><Message>as scripted</Message></Error>");
    }

    /// What was asked so far: method and query.
    List<String> requests() {
        return List.copyOf(requests);
    }

    /// A store that waits for each answer however busy the machine is: an attempt given up would take the next call's
    /// answer.
    S3ImageStore store() {
        return S3ImageStore.open(PatientSettings.of(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                new StoreSettings.Credentials("access", "secret")));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            String query = exchange.getRequestURI().getQuery();
            requests.add(exchange.getRequestMethod() + (query == null ? "" : " " + query));
            Answer answer = Objects.requireNonNullElseGet(answers.poll(), () -> new Answer(500, "", 0, Map.of()));
            answer.headers.forEach(exchange.getResponseHeaders()::add);
            boolean hasBody =
                    answer.announcedBytes > 0 && !exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(answer.status, hasBody ? answer.announcedBytes : -1);
            if (hasBody) {
                exchange.getResponseBody().write(answer.body.getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
