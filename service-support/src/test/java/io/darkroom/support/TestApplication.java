package io.darkroom.support;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.darkroom.events.FailureCode;
import io.darkroom.events.FailureException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// A service with nothing in it but what all services share.
@SpringBootApplication(exclude = StoreAutoConfiguration.class)
class TestApplication {

    static final RSAKey KEY = newKey();

    @Bean
    JwtDecoder decoder() throws JOSEException {
        NimbusJwtDecoder decoder =
                NimbusJwtDecoder.withPublicKey(KEY.toRSAPublicKey()).build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                JwtValidators.createDefault(),
                new JwtClaimValidator<List<String>>("aud", audience -> audience.contains("darkroom-api"))));
        return decoder;
    }

    static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .subject("someone")
                .audience("darkroom-api")
                .expirationTime(Date.from(Instant.now().plusSeconds(60)));
    }

    static String sign(JWTClaimsSet claims, RSAKey key) throws JOSEException {
        SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims);
        token.sign(new RSASSASigner(key));
        return "Bearer " + token.serialize();
    }

    @RestController
    static class Endpoints {

        @GetMapping("/v1/who")
        String who(Caller caller) {
            return caller.requireCustomer() + " " + caller.roles();
        }

        @GetMapping("/v1/fail/{code}")
        String fail(@PathVariable FailureCode code) {
            throw new FailureException(code, "for the sender", new IllegalStateException("secret cause"));
        }

        @GetMapping("/v1/defect")
        String defect() {
            throw new IllegalStateException("secret defect");
        }

        @GetMapping("/v1/number")
        int number(@RequestParam int n) {
            return n;
        }

        @GetMapping("/v1/public")
        String open() {
            return "open";
        }
    }
}
