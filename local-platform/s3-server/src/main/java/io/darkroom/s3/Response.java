package io.darkroom.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.darkroom.s3.storage.OpenObject;
import io.darkroom.s3.storage.S3Error;
import java.io.IOException;
import java.util.Map;

/// An answer.
///
/// @param status HTTP
/// @param headers beyond the length
/// @param body what follows
record Response(int status, Map<String, String> headers, Body body) {

    private static final Map<String, String> XML = Map.of("Content-Type", "application/xml");

    /// Copies the headers.
    Response {
        headers = Map.copyOf(headers);
    }

    /// What an answer carries.
    sealed interface Body {
        record None() implements Body {}

        record Text(String text) implements Body {}

        /// A range of an object, which is closed when it is sent.
        record Bytes(OpenObject object, long offset, long length) implements Body {}

        /// The length of what a GET would carry.
        record Withheld(long length) implements Body {}
    }

    static Response empty(int status, Map<String, String> headers) {
        return new Response(status, headers, new Body.None());
    }

    static Response noContent() {
        return empty(204, Map.of());
    }

    static Response xml(Xml document) {
        return new Response(200, XML, new Body.Text(document.toString()));
    }

    static Response xml(String document) {
        return new Response(200, XML, new Body.Text(document));
    }

    static Response error(S3Error error, String message, String resource) {
        Xml document = Xml.document(
                "Error",
                xml -> xml.text("Code", error.code()).text("Message", message).text("Resource", resource));
        return new Response(error.status(), XML, new Body.Text(document.toString()));
    }

    void send(HttpExchange exchange) throws IOException {
        Headers target = exchange.getResponseHeaders();
        headers.forEach(target::set);
        target.set("Server", "Darkroom");
        boolean isHead = exchange.getRequestMethod().equals("HEAD");
        switch (body) {
            case Body.None() -> exchange.sendResponseHeaders(status, -1);
            case Body.Text(String text) -> sendText(exchange, text.getBytes(UTF_8), isHead);
            case Body.Withheld(long length) -> {
                target.set("Content-Length", Long.toString(length));
                exchange.sendResponseHeaders(status, -1);
            }
            case Body.Bytes(OpenObject object, long offset, long length) -> {
                try (object) {
                    exchange.sendResponseHeaders(status, length == 0 ? -1 : length);
                    object.copyTo(exchange.getResponseBody(), offset, length);
                }
            }
        }
    }

    private void sendText(HttpExchange exchange, byte[] text, boolean isHead) throws IOException {
        exchange.sendResponseHeaders(status, isHead ? -1 : text.length);
        if (!isHead) {
            exchange.getResponseBody().write(text);
        }
    }
}
