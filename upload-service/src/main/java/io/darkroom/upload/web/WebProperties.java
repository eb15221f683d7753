package io.darkroom.upload.web;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Settings of the web app.
///
/// @param issuer the OpenID issuer that people sign in at; by default the one whose tokens the API takes
/// @param clientId the page's client id there, a public client that may use authorization code with PKCE
/// @param scope what the page asks for when a person signs in
/// @param signInOrigins origins that the page calls to sign in besides the issuer's own, such as a token endpoint's of
///     another host
@ConfigurationProperties("darkroom.web")
record WebProperties(
        URI issuer,
        @DefaultValue("darkroom-web") String clientId,
        @DefaultValue("openid profile") String scope,
        @DefaultValue List<URI> signInOrigins) {

    /// @throws IllegalArgumentException if an address is none that a browser can call
    WebProperties {
        signInOrigins = List.copyOf(signInOrigins);
        Stream.concat(Stream.of(issuer), signInOrigins.stream()).forEach(Origin::of);
    }
}
