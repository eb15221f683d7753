package io.darkroom.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Takes the spans that services send by OTLP over HTTP, as a collector does. Field numbers are those of
/// opentelemetry-proto, `trace/v1/trace.proto`.
final class TraceReceiver {

    private static final String PATH = "/v1/traces";

    private final Queue<Span> spans = new ConcurrentLinkedQueue<>();
    private final HttpServer server;

    /// A span.
    ///
    /// @param service who made it
    /// @param parentId empty at the root
    record Span(String service, String traceId, String id, String parentId, String name) {}

    private TraceReceiver(HttpServer server) {
        this.server = server;
    }

    static TraceReceiver start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        TraceReceiver receiver = new TraceReceiver(server);
        server.createContext(PATH, receiver::take);
        server.start();
        return receiver;
    }

    /// Where spans are sent.
    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + PATH);
    }

    /// The spans of a trace that have come so far.
    List<Span> spansOf(String traceId) {
        return spans.stream().filter(span -> span.traceId().equals(traceId)).toList();
    }

    private void take(HttpExchange exchange) {
        try (exchange) {
            ProtobufMessage request = ProtobufMessage.read(
                    ByteBuffer.wrap(exchange.getRequestBody().readAllBytes()));
            request.messages(1).forEach(this::takeResource);
            exchange.sendResponseHeaders(200, -1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void takeResource(ProtobufMessage resourceSpans) {
        String service = resourceSpans.messages(1).stream()
                .flatMap(resource -> resource.messages(1).stream())
                .filter(attribute -> text(attribute, 1).equals("service.name"))
                .map(attribute -> text(attribute.messages(2).getFirst(), 1))
                .findFirst()
                .orElse("");
        for (ProtobufMessage scope : resourceSpans.messages(2)) {
            for (ProtobufMessage span : scope.messages(2)) {
                spans.add(new Span(service, hex(span, 1), hex(span, 2), hex(span, 4), text(span, 5)));
            }
        }
    }

    private static String text(ProtobufMessage message, int field) {
        return new String(message.bytes(field), StandardCharsets.UTF_8);
    }

    private static String hex(ProtobufMessage message, int field) {
        return HexFormat.of().formatHex(message.bytes(field));
    }
}
