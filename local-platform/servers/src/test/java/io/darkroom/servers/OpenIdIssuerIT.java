package io.darkroom.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenIdIssuerIT {

    private static final URI WEB_APP = URI.create("http://127.0.0.1:18080");

    @TempDir
    static Path directory;

    private static OpenIdIssuer issuer;

    @BeforeAll
    static void start() {
        issuer = new OpenIdIssuer(directory, 0, WEB_APP);
        issuer.start();
    }

    @AfterAll
    static void end() {
        issuer.kill();
    }

    @Test
    void givesACustomersAppATokenThatNamesTheCustomer() throws Exception {
        JWTClaimsSet claims = verified(issuer.accessToken("acme-app"));

        assertThat(claims.getIssuer()).isEqualTo(issuer.issuer().toString());
        assertThat(claims.getAudience()).containsExactly("darkroom-api");
        assertThat(claims.getStringClaim("customer_id")).isEqualTo("acme");
        assertThat(claims.getStringListClaim("roles")).containsExactly("customer");
        assertThat(Duration.between(
                        claims.getIssueTime().toInstant(),
                        claims.getExpirationTime().toInstant()))
                .isEqualTo(Duration.ofHours(1));
    }

    @Test
    void givesAnalystAndOperatorARoleAndNoCustomer() throws Exception {
        for (String role : List.of("analyst", "operator")) {
            JWTClaimsSet claims = verified(issuer.accessToken(role + "-app"));

            assertThat(claims.getStringListClaim("roles")).containsExactly(role);
            assertThat(claims.getClaims()).doesNotContainKey("customer_id");
        }
    }

    @Test
    void refusesAnAppThatItDoesNotKnow() {
        assertThatThrownBy(() -> issuer.accessToken("nobody-app")).isInstanceOf(ServerFailedException.class);
    }

    @Test
    void signsAPersonInFromTheWebApp() throws Exception {
        String verifier = "v".repeat(43);
        try (HttpClient browser =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build()) {
            HttpResponse<String> toLogin = browser.send(authorize(verifier), BodyHandlers.ofString());
            assertThat(toLogin.headers().firstValue("location").orElseThrow()).endsWith("/login");
            String page = browser.send(get("/login"), BodyHandlers.ofString()).body();
            Map<String, String> form =
                    Map.of("username", "globex", "password", OpenIdIssuer.PASSWORD, "_csrf", csrf(page));
            browser.send(post("/login", form), BodyHandlers.ofString());
            HttpResponse<String> back = browser.send(authorize(verifier), BodyHandlers.ofString());
            String location = back.headers().firstValue("location").orElseThrow();
            assertThat(location).startsWith(WEB_APP + "/?code=");

            HttpResponse<String> tokens = browser.send(
                    post(
                            "/oauth2/token",
                            Map.of(
                                    "grant_type",
                                    "authorization_code",
                                    "client_id",
                                    "darkroom-web",
                                    "redirect_uri",
                                    WEB_APP + "/",
                                    "code_verifier",
                                    verifier,
                                    "code",
                                    location.replaceAll(".*code=([^&]+).*", "$1"))),
                    BodyHandlers.ofString());

            Matcher token = Pattern.compile("\"access_token\":\"([^\"]+)\"").matcher(tokens.body());
            assertThat(token.find()).isTrue();
            assertThat(verified(token.group(1)).getStringClaim("customer_id")).isEqualTo("globex");
        }
    }

    @Test
    void letsOnlyTheWebAppCallItFromABrowser() throws Exception {
        assertThat(allowedOrigin(WEB_APP)).isEqualTo(WEB_APP.toString());
        assertThat(allowedOrigin(URI.create("http://elsewhere.example"))).isEmpty();
    }

    @Test
    void keepsItsKeyWhenItIsKilled() throws Exception {
        String token = issuer.accessToken("acme-app");

        issuer.kill();
        issuer.start();

        assertThat(verified(token).getSubject()).isEqualTo("acme-app");
    }

    private static JWTClaimsSet verified(String token) throws Exception {
        SignedJWT jwt = SignedJWT.parse(token);
        JWKSet keys = JWKSet.load(issuer.issuer().resolve("/oauth2/jwks").toURL());
        RSASSAVerifier verifier = new RSASSAVerifier(
                keys.getKeyByKeyId(jwt.getHeader().getKeyID()).toRSAKey());
        assertThat(jwt.verify(verifier)).isTrue();
        return jwt.getJWTClaimsSet();
    }

    private static HttpRequest authorize(String verifier) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
        String query = form(Map.of(
                "response_type", "code",
                "client_id", "darkroom-web",
                "scope", "openid profile",
                "redirect_uri", WEB_APP + "/",
                "code_challenge_method", "S256",
                "code_challenge", Base64.getUrlEncoder().withoutPadding().encodeToString(digest)));
        return get("/oauth2/authorize?" + query);
    }

    private static HttpRequest get(String path) {
        return HttpRequest.newBuilder(issuer.issuer().resolve(path))
                .header("Accept", "text/html")
                .build();
    }

    private static HttpRequest post(String path, Map<String, String> form) {
        return HttpRequest.newBuilder(issuer.issuer().resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(form)))
                .build();
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String csrf(String page) {
        Matcher matcher =
                Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"").matcher(page);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static String allowedOrigin(URI origin) throws Exception {
        try (HttpClient browser = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(issuer.issuer().resolve("/.well-known/openid-configuration"))
                    .header("Origin", origin.toString())
                    .build();
            return browser.send(request, BodyHandlers.discarding())
                    .headers()
                    .firstValue("Access-Control-Allow-Origin")
                    .orElse("");
        }
    }
}
