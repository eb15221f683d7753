package io.darkroom.upload;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.darkroom.store.Bucket;
import io.darkroom.store.InMemoryImageStore;
import io.darkroom.upload.Api.Answer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/// What a token must be. Every other one is refused alike, before a byte of the body is looked at.
@ServiceTest
class TokenTest {

    private static final TestIssuer ISSUER = TestIssuer.get();
    private static final JWSHeader HEADER =
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("test").build();

    @LocalServerPort
    private int port;

    @Autowired
    private InMemoryImageStore store;

    @Test
    void takesATokenThatIsAsItShouldBe() {
        Api api = new Api(port, ISSUER.sign(ISSUER.customerClaims().build()));

        assertThat(api.upload("image/jpeg", Samples.jpeg(100, 1)).status()).isEqualTo(202);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badTokens")
    void refusesAnyOtherToken(String what, String token) {
        int stored = store.keys(Bucket.RAW).size();
        int followed = ISSUER.strayRequests();
        Api api = new Api(port, token);

        List<Answer> answers = List.of(
                api.upload("image/jpeg", Samples.jpeg(100, 2)),
                api.get("/v1/images/0d9f1a3c-6f0e-5d0e-8a53-6c1f2b7f4a10"));

        assertThat(answers).extracting(Answer::status).containsOnly(401);
        assertThat(answers)
                .extracting(answer -> answer.header("WWW-Authenticate"))
                .containsOnly("Bearer");
        assertThat(answers).extracting(answer -> answer.text("/code")).containsOnly("UNAUTHENTICATED");
        assertThat(store.keys(Bucket.RAW)).hasSize(stored);
        assertThat(ISSUER.strayRequests()).isEqualTo(followed);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tokensOfNobody")
    void forbidsTokensThatNameNoCustomer(String what, String token) {
        Api api = new Api(port, token);

        assertThat(api.upload("image/jpeg", Samples.jpeg(100, 3)).status()).isEqualTo(403);
        assertThat(api.get("/v1/images/x").status()).isEqualTo(403);
    }

    static Stream<Arguments> badTokens() throws JOSEException {
        Date past = Date.from(Instant.now().minusSeconds(3600));
        Date future = Date.from(Instant.now().plusSeconds(3600));
        JWTClaimsSet good = ISSUER.customerClaims().build();
        URI stray = URI.create(ISSUER.uri() + "/stray");
        return Stream.of(
                Arguments.of("no token", null),
                Arguments.of("not a token", "x.y.z"),
                Arguments.of("alg none", new PlainJWT(good).serialize()),
                Arguments.of("wrong key", TestIssuer.sign(HEADER, good, TestIssuer.newKey("test"))),
                Arguments.of("public key as secret", hmacWithThePublicKey(good)),
                Arguments.of("unknown key id", TestIssuer.sign(header("../../etc/passwd"), good, ISSUER.key())),
                Arguments.of(
                        "key by jku",
                        TestIssuer.sign(
                                new JWSHeader.Builder(JWSAlgorithm.RS256)
                                        .jwkURL(stray)
                                        .keyID("other")
                                        .build(),
                                good,
                                TestIssuer.newKey("other"))),
                Arguments.of(
                        "key by x5u",
                        TestIssuer.sign(
                                new JWSHeader.Builder(JWSAlgorithm.RS256)
                                        .x509CertURL(stray)
                                        .build(),
                                good,
                                TestIssuer.newKey("other"))),
                Arguments.of("key within", tokenThatBringsItsKey(good)),
                Arguments.of("other type", TestIssuer.sign(typed("dpop+jwt"), good, ISSUER.key())),
                Arguments.of("tampered", ISSUER.sign(good).replaceFirst("\\.[^.]{4}", ".eyJ4")),
                Arguments.of("without its signature", ISSUER.sign(good).replaceFirst("[^.]*$", "")),
                Arguments.of("wrong issuer", sign(ISSUER.customerClaims().issuer("https://elsewhere.example"))),
                Arguments.of("wrong audience", sign(ISSUER.customerClaims().audience("another-api"))),
                Arguments.of("no audience", sign(ISSUER.customerClaims().audience((String) null))),
                Arguments.of("expired", sign(ISSUER.customerClaims().expirationTime(past))),
                Arguments.of("not yet valid", sign(ISSUER.customerClaims().notBeforeTime(future))));
    }

    static Stream<Arguments> tokensOfNobody() {
        return Stream.of(
                Arguments.of("no customer", ISSUER.analyst()),
                Arguments.of(
                        "an operator",
                        sign(ISSUER.claims().claim("roles", List.of("operator", "analyst", "customer")))),
                Arguments.of("no role", sign(ISSUER.claims().claim("customer_id", "acme"))),
                Arguments.of("malformed customer", sign(ISSUER.customerClaims().claim("customer_id", "../globex"))),
                Arguments.of("empty customer", sign(ISSUER.customerClaims().claim("customer_id", ""))),
                Arguments.of(
                        "customer in capitals", sign(ISSUER.customerClaims().claim("customer_id", "ACME"))));
    }

    private static String sign(JWTClaimsSet.Builder claims) {
        return ISSUER.sign(claims.build());
    }

    private static JWSHeader header(String keyId) {
        return new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(keyId).build();
    }

    private static JWSHeader typed(String type) {
        return new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID("test")
                .type(new JOSEObjectType(type))
                .build();
    }

    private static String tokenThatBringsItsKey(JWTClaimsSet claims) {
        var own = TestIssuer.newKey("own");
        return TestIssuer.sign(
                new JWSHeader.Builder(JWSAlgorithm.RS256).jwk(own.toPublicJWK()).build(), claims, own);
    }

    private static String hmacWithThePublicKey(JWTClaimsSet claims) throws JOSEException {
        byte[] secret = ISSUER.key().toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
        SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        token.sign(new MACSigner(secret));
        return token.serialize();
    }
}
