package io.darkroom.support;

import static io.darkroom.support.TestApplication.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// What the profile `aws` does in all services alike. A small server plays Cognito: its description and its keys.
class AwsProfileTest {

    private static final String REGION_AND_POOL = "/ap-southeast-1_pool";

    private static HttpServer cognito;
    private static ConfigurableApplicationContext service;

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(exclude = StoreAutoConfiguration.class)
    @Import(TestApplication.Endpoints.class)
    static class Service {}

    @BeforeAll
    static void start() throws IOException {
        cognito = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer("/.well-known/openid-configuration", """
                {"issuer": "%1$s", "jwks_uri": "%1$s/.well-known/jwks.json"}
                """.formatted(issuer()));
        answer("/.well-known/jwks.json", new JWKSet(KEY.toPublicJWK()).toString());
        cognito.start();
        service = new SpringApplicationBuilder(Service.class)
                .properties(Map.of(
                        "spring.config.name", "aws-service",
                        "spring.application.name", "test-service",
                        "spring.config.import", "classpath:darkroom-aws.yaml",
                        "server.port", "0",
                        "management.server.port", "0",
                        "SPRING_KAFKA_BOOTSTRAPSERVERS", "127.0.0.1:1",
                        "SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_ISSUERURI", issuer(),
                        "DARKROOM_API_CLIENTIDS", "web,acme"))
                .run();
    }

    @AfterAll
    static void stop() {
        service.close();
        cognito.stop(0);
    }

    @Test
    void takesAnAccessTokenOfOneOfOurApps() throws Exception {
        assertThat(statusOf(accessToken().claim("client_id", "acme").build())).isEqualTo(200);
    }

    @Test
    void refusesATokenOfAnotherAppOfThePool() throws Exception {
        assertThat(statusOf(accessToken().claim("client_id", "stranger").build()))
                .isEqualTo(401);
        assertThat(statusOf(accessToken().build())).isEqualTo(401);
    }

    @Test
    void refusesAnIdentityToken() throws Exception {
        JWTClaimsSet identity = accessToken()
                .claim("token_use", "id")
                .claim("client_id", "acme")
                .audience("acme")
                .build();

        assertThat(statusOf(identity)).isEqualTo(401);
    }

    @Test
    void refusesATokenOfAnotherIssuer() throws Exception {
        assertThat(statusOf(accessToken()
                        .claim("client_id", "acme")
                        .issuer("https://another.example")
                        .build()))
                .isEqualTo(401);
    }

    @Test
    void canLogInToKafkaByIam() {
        Map<String, Object> settings = service.getBean(KafkaProperties.class).buildAdminProperties();

        assertThat(settings)
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.mechanism", "AWS_MSK_IAM");
        // The client loads the login module and its callback handler when it is made.
        assertThatCode(() -> Admin.create(settings).close()).doesNotThrowAnyException();
    }

    @Test
    void logsInElasticsCommonSchema() {
        assertThat(service.getEnvironment().getProperty("logging.structured.format.console"))
                .isEqualTo("ecs");
    }

    private static JWTClaimsSet.Builder accessToken() {
        return new JWTClaimsSet.Builder()
                .issuer(issuer())
                .subject("someone")
                .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                .claim("token_use", "access")
                .claim("customer_id", "acme")
                .claim("roles", List.of("customer"));
    }

    private static int statusOf(JWTClaimsSet claims) throws Exception {
        String port = service.getEnvironment().getProperty("local.server.port");
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/who"))
                .header("Authorization", TestApplication.sign(claims, KEY))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    private static String issuer() {
        return "http://127.0.0.1:" + cognito.getAddress().getPort() + REGION_AND_POOL;
    }

    private static void answer(String path, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        cognito.createContext(REGION_AND_POOL + path, exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }
}
