package io.darkroom.local.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.Headers;
import io.darkroom.servers.ServerFailedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GatewayIT {

    private static final Duration SHORT = Duration.ofMillis(500);
    private static final Duration LONG = Duration.ofMinutes(2);

    private final HttpClient client = HttpClient.newHttpClient();
    private Target upload;
    private Target stats;
    private Gateway gateway;

    @BeforeEach
    void start() {
        upload = new Target("upload");
        stats = new Target("stats");
        gateway = Gateway.start(0, Map.of("upload-service", upload.uri(), "stats-service", stats.uri()));
    }

    @AfterEach
    void stop() {
        gateway.close();
        upload.close();
        stats.close();
    }

    @Test
    void passesARequestToTheServiceOfItsPath() throws Exception {
        HttpResponse<String> image = client.send(get("/v1/images/x"), BodyHandlers.ofString());
        HttpResponse<String> numbers = client.send(get("/v1/stats/summary"), BodyHandlers.ofString());
        HttpResponse<String> page = client.send(get("/"), BodyHandlers.ofString());

        assertThat(image.body()).isEqualTo("upload");
        assertThat(numbers.body()).isEqualTo("stats");
        assertThat(page.body()).isEqualTo("upload");
    }

    @Test
    void passesMethodPathAndQueryOnAsTheyCame() throws Exception {
        try (var service = new ServerSocket(0);
                Gateway toService = gatewayTo(service, LONG);
                var caller = new RawClient(toService.uri())) {
            caller.send("DELETE /v1/images/%C3%A4%20b?x=a|b&y=%2F..&z&[]= HTTP/1.1\r\nHost: darkroom\r\n\r\n");
            Socket asked = service.accept();

            String line = new BufferedReader(new InputStreamReader(asked.getInputStream(), ISO_8859_1)).readLine();

            assertThat(line).isEqualTo("DELETE /v1/images/%C3%A4%20b?x=a|b&y=%2F..&z&[]= HTTP/1.1");
        }
    }

    @Test
    void cutsOffWhatDoesNotEndWhenItIsStopped() throws Exception {
        var service = new ServerSocket(0);
        Gateway toService = gatewayTo(service, LONG);
        try (service;
                var caller = new RawClient(toService.uri())) {
            caller.send("GET /v1/images HTTP/1.1\r\nHost: darkroom\r\n\r\n");
            Socket asked = service.accept();

            toService.close();

            assertThat(caller.readAll()).doesNotContain("200");
            assertThat(new String(asked.getInputStream().readAllBytes(), ISO_8859_1))
                    .startsWith("GET /v1/images");
        }
    }

    @Test
    void tellsTheServiceWhoAskedAndBelievesNoneOfTheCallersOwnWords() throws Exception {
        RawClient.ask(
                gateway.uri(),
                "GET /v1/images HTTP/1.1",
                "Host: photos.example",
                "Authorization: Bearer abc",
                "X-Forwarded-For: 6.6.6.6",
                "X-Forwarded-Host: evil.example",
                "X-Forwarded-Prefix: /evil",
                "Forwarded: for=6.6.6.6");

        Headers headers = upload.seen().getFirst().headers();
        assertThat(headers.get("Host")).containsExactly("photos.example");
        assertThat(headers.get("Authorization")).containsExactly("Bearer abc");
        assertThat(headers.get("X-Forwarded-For")).containsExactly("127.0.0.1");
        assertThat(headers.get("X-Forwarded-Host")).containsExactly("photos.example");
        assertThat(headers.get("X-Forwarded-Proto")).containsExactly("http");
        assertThat(headers.get("X-Forwarded-Port"))
                .containsExactly(String.valueOf(gateway.uri().getPort()));
        assertThat(headers).doesNotContainKeys("X-forwarded-prefix", "Forwarded");
    }

    @Test
    void dropsWhatIsForOneConnectionOnly() throws Exception {
        upload.behave(exchange -> {
            exchange.getResponseHeaders().add("Connection", "X-Hop-Answer");
            exchange.getResponseHeaders().add("X-Hop-Answer", "1");
            exchange.getResponseHeaders().add("X-Kept", "1");
            Target.answer(exchange, 200, "");
        });

        String answer = RawClient.ask(
                gateway.uri(),
                "GET /v1/images HTTP/1.1",
                "Host: darkroom",
                "Connection: X-Hop, Upgrade",
                "X-Hop: 1",
                "Upgrade: websocket",
                "Proxy-Authorization: Basic abc",
                "TE: trailers",
                "X-Kept: 1");

        assertThat(upload.seen().getFirst().headers())
                .doesNotContainKeys("X-hop", "Upgrade", "Proxy-authorization", "Te")
                .containsKey("X-kept");
        assertThat(answer).contains("X-kept: 1").doesNotContainIgnoringCase("X-Hop-Answer");
    }

    @Test
    void addsNothingElseToARequest() throws Exception {
        RawClient.ask(gateway.uri(), "POST /v1/images HTTP/1.1", "Host: darkroom", "Content-Length: 0");

        assertThat(upload.seen().getFirst().headers().keySet())
                .containsExactlyInAnyOrder(
                        "Host",
                        "Content-length",
                        "X-forwarded-for",
                        "X-forwarded-host",
                        "X-forwarded-port",
                        "X-forwarded-proto");
    }

    @Test
    void answersWithAProblemWhileAServiceIsDownAndWorksAgainWhenItIsBack() throws Exception {
        int port = stats.port();
        client.send(get("/v1/stats"), BodyHandlers.discarding());
        stats.close();

        // The gateway may learn only now that the connection it kept has gone.
        HttpResponse<String> broken = client.send(get("/v1/stats"), BodyHandlers.ofString());
        HttpResponse<String> down = client.send(get("/v1/stats"), BodyHandlers.ofString());
        stats = new Target("back", port);
        HttpResponse<String> up = client.send(get("/v1/stats"), BodyHandlers.ofString());

        assertThat(broken.statusCode()).isIn(502, 503);
        assertUnavailable(down, 503);
        assertThat(up.body()).isEqualTo("back");
    }

    @Test
    void answersWithAProblemWhenAServiceBreaksOffBeforeItsAnswer() throws Exception {
        upload.behave(_ -> {
            throw new IOException("killed");
        });

        HttpResponse<String> response = client.send(get("/v1/images"), BodyHandlers.ofString());

        assertUnavailable(response, 502);
    }

    @Test
    void answersWithAProblemWhenAServiceIsSilent() throws Exception {
        try (var silent = new ServerSocket(0);
                Gateway impatient = gatewayTo(silent, SHORT)) {

            HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(impatient.uri().resolve("/v1/images"))
                            .build(),
                    BodyHandlers.ofString());

            assertUnavailable(response, 504);
        }
    }

    @Test
    void neverPassesOffAPartAsTheWhole() throws Exception {
        upload.behave(exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write(new byte[100]);
            exchange.getResponseBody().flush();
            throw new IOException("killed");
        });

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> client.send(get("/v1/images"), BodyHandlers.ofByteArray()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/images/../stats/summary",
                "/v1/images/./../stats/summary",
                "/v1/images/%2e%2e/stats/summary",
                "/v1/images/.%2E/stats/summary",
                "/v1/images%2f..%2fstats",
                "/v1/images/..%2fstats",
                "/v1/images/..;/stats/summary",
                "/v1/images/..;a=b/stats/summary",
                "/v1/images;/stats",
                "/v1//stats/summary",
                "//v1/stats/summary",
                "/v1/images/..\\stats",
                "/v1/images/%5c..%5cstats",
                "/v1/images/%00",
                "/v1/images/%252e%252e/stats",
                "/v1/images/%u002e%u002e/stats",
                "/v1/images/%zz",
                "/v1/images/%c0%ae%c0%ae/stats",
                "/v1/stats/..",
                "v1/stats",
                "*",
            })
    void refusesAPathThatCouldBeReadInTwoWays(String path) throws Exception {
        String answer = RawClient.ask(gateway.uri(), "GET " + path + " HTTP/1.1", "Host: darkroom");

        assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json", "\"code\":\"BAD_REQUEST\"");
        assertThat(upload.seen()).isEmpty();
        assertThat(stats.seen()).isEmpty();
    }

    @Test
    void routesByWhatAnEncodedPathMeans() throws Exception {
        RawClient.ask(gateway.uri(), "GET /v1/%73tats/summary HTTP/1.1", "Host: darkroom");

        assertThat(stats.seen()).hasSize(1);
        assertThat(upload.seen()).isEmpty();
    }

    @Test
    void refusesARequestWhoseLengthCouldBeReadInTwoWays() throws Exception {
        String answer = RawClient.ask(
                gateway.uri(),
                "POST /v1/images HTTP/1.1",
                "Host: darkroom",
                "Content-Length: 4",
                "Transfer-Encoding: chunked");

        assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json");
        assertThat(upload.seen()).isEmpty();
    }

    @Test
    void saysWhichPortIsInUse() throws Exception {
        int port = gateway.uri().getPort();

        assertThatExceptionOfType(ServerFailedException.class)
                .isThrownBy(
                        () -> Gateway.start(port, Map.of("upload-service", upload.uri(), "stats-service", stats.uri())))
                .withMessageContaining(String.valueOf(port))
                .withMessageContaining("gateway");
    }

    @Test
    void saysWhichServiceHasNoAddress() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Gateway.start(0, Map.of("upload-service", upload.uri())))
                .withMessageContaining("stats-service");
    }

    @Test
    void listensOnOneLoopbackAddressOnly() throws Exception {
        InetAddress other = InetAddress.getByAddress(new byte[] {127, 0, 0, 2});

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> new Socket(other, gateway.uri().getPort()).close());
    }

    private Gateway gatewayTo(ServerSocket service, Duration patience) {
        URI address = URI.create("http://127.0.0.1:" + service.getLocalPort());
        return Gateway.start(
                0, RouteTable.shipped(), Map.of("upload-service", address, "stats-service", address), patience);
    }

    private HttpRequest get(String path) {
        return HttpRequest.newBuilder(gateway.uri().resolve(path)).build();
    }

    private static void assertUnavailable(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(response.headers().firstValue("Retry-After")).hasValue("5");
        JsonNode problem = JsonMapper.shared().readTree(response.body());
        assertThat(problem.get("code").asString()).isEqualTo("SERVICE_UNAVAILABLE");
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("type").asString()).isEqualTo("https://darkroom.dev/problems/service-unavailable");
        assertThat(problem.get("fault").asString()).isEqualTo("DEPENDENCY");
    }
}
