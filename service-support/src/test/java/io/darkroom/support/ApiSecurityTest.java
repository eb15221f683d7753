package io.darkroom.support;

import static io.darkroom.support.TestApplication.KEY;
import static io.darkroom.support.TestApplication.claims;
import static io.darkroom.support.TestApplication.sign;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.application.name=test-service",
            "darkroom.api.public-paths=/v1/public",
            "management.server.port=0"
        })
@AutoConfigureMockMvc
class ApiSecurityTest {

    @Autowired
    MockMvcTester http;

    @LocalServerPort
    int port;

    @LocalManagementPort
    int managementPort;

    @Test
    void tellsAControllerWhoTheCallerIs() throws Exception {
        String token = sign(
                claims().claim("customer_id", "acme")
                        .claim("roles", List.of("customer", "unheard-of"))
                        .build(),
                KEY);

        assertThat(http.get().uri("/v1/who").header("Authorization", token))
                .hasStatusOk()
                .bodyText()
                .isEqualTo("acme [CUSTOMER]");
    }

    @Test
    void refusesARequestWithoutATokenWithAProblem() {
        assertThat(http.get().uri("/v1/who"))
                .hasStatus(401)
                .hasHeader("WWW-Authenticate", "Bearer")
                .hasContentType("application/problem+json")
                .bodyJson()
                .extractingPath("$.code")
                .isEqualTo("UNAUTHENTICATED");
    }

    @Test
    void refusesEveryTokenThatIsNotRight() throws Exception {
        JWTClaimsSet good = claims().build();
        List<String> wrong = List.of(
                "Bearer nonsense",
                "Bearer " + new PlainJWT(good).serialize(),
                sign(good, TestApplication.newKey()),
                sign(claims().audience("another-api").build(), KEY),
                sign(
                        claims().expirationTime(Date.from(Instant.now().minusSeconds(3600)))
                                .build(),
                        KEY),
                sign(
                        claims().notBeforeTime(Date.from(Instant.now().plusSeconds(3600)))
                                .build(),
                        KEY));

        for (String token : wrong) {
            assertThat(http.get().uri("/v1/public-not").header("Authorization", token))
                    .as(token)
                    .hasStatus(401)
                    .bodyText()
                    .contains("A valid access token is needed.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Not A Customer", "-acme", "../acme"})
    void aTokenWithoutAProperCustomerIsForbiddenWhereOneIsNeeded(String customer) throws Exception {
        String token = sign(
                claims().claim("customer_id", customer)
                        .claim("roles", List.of("customer"))
                        .build(),
                KEY);

        assertThat(http.get().uri("/v1/who").header("Authorization", token))
                .hasStatus(403)
                .bodyJson()
                .extractingPath("$.code")
                .isEqualTo("FORBIDDEN");
    }

    @Test
    void needsNoTokenForPathsDeclaredPublic() {
        assertThat(http.get().uri("/v1/public")).hasStatusOk().bodyText().isEqualTo("open");
    }

    @Test
    void showsOnlyHealthToAnyoneAndTheRestOfActuatorToOperators() throws Exception {
        String operator = sign(claims().claim("roles", List.of("operator")).build(), KEY);
        String customer = sign(claims().claim("roles", List.of("customer")).build(), KEY);

        assertThat(actuator("health/liveness", "")).isEqualTo(200);
        assertThat(actuator("metrics", "")).isEqualTo(401);
        assertThat(actuator("metrics", customer)).isEqualTo(403);
        assertThat(actuator("metrics", operator)).isEqualTo(200);
    }

    @Test
    void answersAPathThatIsRefusedBeforeSecurityWithAProblem() throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + port + "/v1/%2e%2e/who");
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer =
                    client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("BAD_REQUEST");
        }
    }

    private int actuator(String endpoint, String token) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + managementPort + "/actuator/" + endpoint);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(uri)
                                    .header("Authorization", token)
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
