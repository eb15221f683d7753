package io.darkroom.system;

import io.darkroom.events.Sha256;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Somebody who uses the REST API with a token of their own.
final class Customer {

    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(20))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private final String name;
    private final URI gateway;
    private final String token;

    Customer(String name, URI gateway, String token) {
        this.name = name;
        this.gateway = gateway;
        this.token = token;
    }

    /// The customer id.
    String name() {
        return name;
    }

    /// Sends one image as a raw body.
    ///
    /// @throws IOException if no answer came
    Answer upload(byte[] image, @Nullable String idempotencyKey) throws IOException {
        return uploadWith(image, idempotencyKey == null ? Map.of() : Map.of("Idempotency-Key", idempotencyKey));
    }

    /// Sends one image as a raw body, with more headers.
    ///
    /// @throws IOException if no answer came
    Answer uploadWith(byte[] image, Map<String, String> headers) throws IOException {
        HttpRequest.Builder request = request("/v1/images")
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofByteArray(image));
        headers.forEach(request::header);
        return send(request.build());
    }

    /// Reads a text from somewhere else than the gateway.
    ///
    /// @throws IOException if no answer came, or not 200
    String read(URI address) throws IOException {
        HttpResponse<String> response = exchange(
                HttpRequest.newBuilder(address)
                        .timeout(TIMEOUT)
                        .header("Authorization", "Bearer " + token)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("status " + response.statusCode() + " from " + address);
        }
        return response.body();
    }

    /// Reads a resource of the API.
    ///
    /// @throws IOException if no answer came
    Answer get(String path) throws IOException {
        return send(request(path).GET().build());
    }

    /// What the API says about an image.
    Answer image(String id) throws IOException {
        return get("/v1/images/" + id);
    }

    /// Follows a link that the API gave out; such links need no token.
    static byte[] download(String link) throws IOException {
        HttpResponse<byte[]> response = exchange(
                HttpRequest.newBuilder(URI.create(link)).timeout(TIMEOUT).build(),
                HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IOException("status " + response.statusCode() + " for a download link");
        }
        return response.body();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(gateway.resolve(path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token);
    }

    private static Answer send(HttpRequest request) throws IOException {
        HttpResponse<byte[]> response = exchange(request, HttpResponse.BodyHandlers.ofByteArray());
        return new Answer(
                response.statusCode(), response.headers().firstValue("Location").orElse(null), response.body());
    }

    private static <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> body)
            throws IOException {
        try {
            return HTTP.send(request, body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /// An answer of the API.
    ///
    /// @param status the HTTP status
    /// @param location the `Location` header, if there is one
    /// @param body as sent
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Answer(int status, @Nullable String location, byte[] body) {

        JsonNode json() {
            return MAPPER.readTree(body);
        }

        String text(String field) {
            return json().path(field).asString();
        }

        Sha256 sha256() {
            return Sha256.of(body);
        }
    }
}
