package io.darkroom.local.samples;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.darkroom.events.CustomerId;
import io.darkroom.local.samples.SampleDoors.ClientCredentials;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Access tokens of customers' apps, by their client credentials (RFC 6749, section 4.4), each used for half its life.
/// Thread-safe.
final class AccessTokens {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private record Token(String value, Instant freshUntil) {}

    private final SampleDoors doors;
    private final PatientHttp http;
    private final Clock clock;
    private final Map<CustomerId, Token> tokens = new ConcurrentHashMap<>();

    AccessTokens(SampleDoors doors, PatientHttp http, Clock clock) {
        this.doors = doors;
        this.http = http;
        this.clock = clock;
    }

    /// @throws SampleFailedException if the issuer does not give one
    String of(CustomerId customer) {
        return tokens.compute(
                        customer,
                        (_, token) ->
                                token != null && clock.instant().isBefore(token.freshUntil()) ? token : fetch(customer))
                .value();
    }

    private Token fetch(CustomerId customer) {
        ClientCredentials client = doors.clients().get(customer);
        if (client == null) {
            throw new SampleFailedException("No credentials are known for the customer " + customer, null);
        }
        String basic = Base64.getEncoder().encodeToString((client.id() + ":" + client.secret()).getBytes(UTF_8));
        HttpRequest request = HttpRequest.newBuilder(tokenEndpoint())
                .timeout(TIMEOUT)
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                .build();
        HttpResponse<String> answer = http.send(request, "a token for " + client.id());
        if (answer.statusCode() != 200) {
            throw new SampleFailedException(
                    "The issuer at %s refuses a token to %s: HTTP %d"
                            .formatted(doors.issuer(), client.id(), answer.statusCode()),
                    null);
        }
        JsonNode token = JsonMapper.shared().readTree(answer.body());
        Duration life = Duration.ofSeconds(token.path("expires_in").asLong(0));
        return new Token(token.path("access_token").asString(), clock.instant().plus(life.dividedBy(2)));
    }

    private URI tokenEndpoint() {
        return URI.create(doors.issuer() + "/oauth2/token");
    }
}
