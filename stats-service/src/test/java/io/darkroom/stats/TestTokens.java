package io.darkroom.stats;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/// Access tokens, and the decoder that takes them in the issuer's place.
public final class TestTokens {

    private static final RSAKey KEY = newKey();

    private TestTokens() {}

    /// The `Authorization` header of a customer.
    public static String customer(String customerId) {
        return bearer(customerId, "customer");
    }

    /// The `Authorization` header of an analyst.
    public static String analyst() {
        return bearer(null, "analyst");
    }

    /// The `Authorization` header of an operator.
    public static String operator() {
        return bearer(null, "operator");
    }

    /// The `Authorization` header of someone with other roles.
    ///
    /// @param customerId null: none
    public static String bearer(@Nullable String customerId, String... roles) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .subject("someone")
                .audience("darkroom-api")
                .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                .claim("roles", List.of(roles));
        if (customerId != null) {
            claims.claim("customer_id", customerId);
        }
        SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims.build());
        try {
            token.sign(new RSASSASigner(KEY));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return "Bearer " + token.serialize();
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Decoder {

        @Bean
        JwtDecoder jwtDecoder() throws JOSEException {
            return NimbusJwtDecoder.withPublicKey(KEY.toRSAPublicKey()).build();
        }
    }
}
