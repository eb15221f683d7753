package io.darkroom.upload.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.upload.ServiceTest;
import io.darkroom.upload.TestIssuer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The page is there for anybody, under headers that keep everything else out.
@ServiceTest
class PageTest {

    private static final HttpClient BROWSER = HttpClient.newHttpClient();
    private static final Pattern SCRIPT = Pattern.compile("<script[^>]* src=\"(/assets/[^\"]+\\.js)\"");

    @LocalServerPort
    private int port;

    @ParameterizedTest
    @ValueSource(strings = {"/", "/upload", "/images", "/images/0d9f1a3c-6f0e-5d0e-8a53-6c1f2b7f4a10", "/usage"})
    void showsThePageAtEachOfItsAddresses(String path) throws Exception {
        HttpResponse<byte[]> answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Type")).startsWith("text/html");
        assertThat(header(answer, "Cache-Control")).isEqualTo("no-store");
        assertThat(new String(answer.body(), UTF_8)).contains("<div id=\"app\">");
    }

    @Test
    void allowsThePageItsOwnFilesTheIssuerAndTheStoreOnly() throws Exception {
        HttpResponse<byte[]> answer = get("/");

        assertThat(header(answer, "Content-Security-Policy"))
                .isEqualTo("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: memory:; "
                        + "connect-src 'self' " + TestIssuer.get().uri()
                        + "; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(answer, "X-Frame-Options")).isEqualTo("DENY");
        assertThat(header(answer, "Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(header(answer, "Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(header(answer, "Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        assertThat(header(answer, "Permissions-Policy")).startsWith("camera=(self), microphone=()");
    }

    @Test
    void servesAssetsCompressedAndForGood() throws Exception {
        Matcher script = SCRIPT.matcher(new String(get("/").body(), UTF_8));
        assertThat(script.find()).isTrue();

        HttpResponse<byte[]> plain = get(script.group(1));
        HttpResponse<byte[]> compressed = get(script.group(1), "Accept-Encoding", "gzip, deflate, br, zstd");
        HttpResponse<byte[]> zipped = get(script.group(1), "Accept-Encoding", "gzip");

        assertThat(header(plain, "Content-Type")).startsWith("text/javascript");
        assertThat(header(plain, "Cache-Control")).isEqualTo("max-age=31536000, public, immutable");
        assertThat(header(compressed, "Content-Encoding")).isEqualTo("br");
        assertThat(header(zipped, "Content-Encoding")).isEqualTo("gzip");
        assertThat(header(compressed, "Vary")).containsIgnoringCase("Accept-Encoding");
        assertThat(compressed.body().length).isLessThan(plain.body().length / 2);
        assertThat(header(plain, "Content-Security-Policy")).contains("default-src 'none'");
    }

    @Test
    void tellsThePageWhereToSignInAndWhatIsTaken() throws Exception {
        HttpResponse<byte[]> answer = get("/app-config.json");

        JsonNode config = JsonMapper.shared().readTree(answer.body());
        assertThat(config.path("issuer").asString()).isEqualTo(TestIssuer.get().uri());
        assertThat(config.path("clientId").asString()).isEqualTo("darkroom-web");
        assertThat(config.path("scope").asString()).isEqualTo("openid profile");
        assertThat(config.path("maxImageBytes").asLong()).isEqualTo(1024 * 1024);
        assertThat(config.path("mediaTypes").valueStream().map(JsonNode::asString))
                .contains("image/jpeg", "image/avif");
    }

    @Test
    void keepsEverythingElseBehindAToken() throws Exception {
        assertThat(get("/index.html").statusCode()).isEqualTo(401);
        assertThat(get("/images/a/b").statusCode()).isEqualTo(401);
        assertThat(get("/v1/images/a").statusCode()).isEqualTo(401);
        assertThat(get("/assets/none.js").statusCode()).isEqualTo(404);
    }

    private HttpResponse<byte[]> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return BROWSER.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
