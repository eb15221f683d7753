package io.darkroom.servers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An OpenID issuer with the users `acme`, `globex`, `analyst` and `operator`, and an app of each, `acme-app` and so
/// on.
/// Tokens outlive a restart.
public final class OpenIdIssuer extends LocalServer {

    /// Every user's password, for this machine only.
    public static final String PASSWORD = "demo";

    private static final Duration TOKEN_DEADLINE = Duration.ofMinutes(1);
    private static final Pattern ACCESS_TOKEN = Pattern.compile("\"access_token\"\\s*:\\s*\"([^\"]+)\"");

    private final URI webOrigin;

    /// @param directory where it keeps its key
    /// @param port the port, or 0 for any free one
    /// @param webOrigin where the web app is served from
    public OpenIdIssuer(Path directory, int port, URI webOrigin) {
        super("OpenID issuer", directory, port);
        this.webOrigin = webOrigin;
    }

    /// The issuer's address, as it stands in tokens.
    public URI issuer() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /// The secret of an app, for this machine only.
    public static String secretOf(String clientId) {
        return clientId + "-secret";
    }

    /// A fresh access token of an app.
    ///
    /// @param clientId for example `acme-app`
    /// @throws ServerFailedException if the issuer does not give one
    public String accessToken(String clientId) {
        String basic = Base64.getEncoder().encodeToString((clientId + ":" + secretOf(clientId)).getBytes(UTF_8));
        HttpRequest request = HttpRequest.newBuilder(issuer().resolve("/oauth2/token"))
                .timeout(TOKEN_DEADLINE)
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                .build();
        Matcher token = ACCESS_TOKEN.matcher(send(request).body());
        if (!token.find()) {
            throw new ServerFailedException("The issuer gives no token to " + clientId);
        }
        return token.group(1);
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new ServerFailedException("The issuer does not answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailedException("Interrupted while waiting for the issuer", e);
        }
    }

    @Override
    protected JavaProgram program() {
        return new JavaProgram(
                Programs.classPath("openid-issuer"),
                "io.darkroom.issuer.IssuerApplication",
                List.of("-Xms32m", "-Xmx96m", JavaProgram.QUICK_COMPILER));
    }

    @Override
    protected List<String> arguments() {
        return List.of(
                "--server.port=" + port(),
                "--darkroom.issuer.url=" + issuer(),
                "--darkroom.issuer.web-origin=" + webOrigin,
                "--darkroom.issuer.key-file=" + directory().resolve("signing-key.json"));
    }

    @Override
    protected void probe() throws IOException {
        Ports.requireOpen(port());
        HttpResponse<String> answer = send(HttpRequest.newBuilder(issuer().resolve("/.well-known/openid-configuration"))
                .timeout(TOKEN_DEADLINE)
                .build());
        if (answer.statusCode() != 200) {
            throw new IOException("The issuer answers " + answer.statusCode());
        }
    }
}
