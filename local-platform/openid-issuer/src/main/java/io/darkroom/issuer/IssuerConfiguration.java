package io.darkroom.issuer;

import static org.springframework.security.config.Customizer.withDefaults;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;

/// Who may sign in, which apps there are, and what their tokens say.
@Configuration(proxyBeanMethods = false)
class IssuerConfiguration {

    static final String AUDIENCE = "darkroom-api";
    static final String WEB_CLIENT = "darkroom-web";

    private static final Duration TOKEN_LIFETIME = Duration.ofHours(1);

    @Bean
    @Order(1)
    SecurityFilterChain protocol(HttpSecurity http) {
        http.oauth2AuthorizationServer(server -> {
                    http.securityMatcher(server.getEndpointsMatcher());
                    server.oidc(withDefaults());
                })
                .cors(withDefaults())
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .oauth2ResourceServer(userInfo -> userInfo.jwt(withDefaults()))
                .exceptionHandling(failures -> failures.defaultAuthenticationEntryPointFor(
                        new LoginUrlAuthenticationEntryPoint("/login"), browsers()));
        return http.build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain signIn(HttpSecurity http) {
        http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .formLogin(withDefaults());
        return http.build();
    }

    private static MediaTypeRequestMatcher browsers() {
        MediaTypeRequestMatcher browsers = new MediaTypeRequestMatcher(MediaType.TEXT_HTML);
        browsers.setIgnoredMediaTypes(Set.of(MediaType.ALL));
        return browsers;
    }

    @Bean
    UrlBasedCorsConfigurationSource corsConfigurationSource(IssuerProperties properties) {
        CorsConfiguration webApp = new CorsConfiguration();
        webApp.setAllowedOrigins(List.of(properties.webOrigin().toString()));
        webApp.setAllowedMethods(List.of("GET", "POST"));
        webApp.setAllowedHeaders(List.of("authorization", "content-type"));
        UrlBasedCorsConfigurationSource everywhere = new UrlBasedCorsConfigurationSource();
        everywhere.registerCorsConfiguration("/**", webApp);
        return everywhere;
    }

    @Bean
    UserDetailsService users() {
        return new InMemoryUserDetailsManager(Arrays.stream(DemoParty.values())
                .map(party -> User.withUsername(party.userName())
                        .password("{noop}" + DemoParty.PASSWORD)
                        .roles(party.role())
                        .build())
                .toList());
    }

    @Bean
    RegisteredClientRepository clients(IssuerProperties properties) {
        List<RegisteredClient> clients = new ArrayList<>();
        clients.add(webApp(properties));
        Arrays.stream(DemoParty.values()).map(IssuerConfiguration::app).forEach(clients::add);
        return new InMemoryRegisteredClientRepository(clients);
    }

    private static RegisteredClient webApp(IssuerProperties properties) {
        return RegisteredClient.withId(WEB_CLIENT)
                .clientId(WEB_CLIENT)
                .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri(properties.webOrigin() + "/")
                .postLogoutRedirectUri(properties.webOrigin() + "/")
                .scope(OidcScopes.OPENID)
                .scope(OidcScopes.PROFILE)
                .clientSettings(ClientSettings.builder().requireProofKey(true).build())
                .tokenSettings(tokens())
                .build();
    }

    private static RegisteredClient app(DemoParty party) {
        return RegisteredClient.withId(party.clientId())
                .clientId(party.clientId())
                .clientSecret("{noop}" + party.clientSecret())
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .tokenSettings(tokens())
                .build();
    }

    private static TokenSettings tokens() {
        return TokenSettings.builder().accessTokenTimeToLive(TOKEN_LIFETIME).build();
    }

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> claims() {
        return context -> {
            Authentication principal = context.getPrincipal();
            if (principal != null) {
                DemoParty.named(principal.getName()).ifPresent(party -> addClaims(context, party));
            }
        };
    }

    private static void addClaims(JwtEncodingContext context, DemoParty party) {
        context.getClaims().claims(claims -> claims.putAll(party.claims()));
        if (OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
            context.getClaims().audience(List.of(AUDIENCE));
        }
    }

    @Bean
    AuthorizationServerSettings settings(IssuerProperties properties) {
        return AuthorizationServerSettings.builder()
                .issuer(properties.url().toString())
                .build();
    }

    @Bean
    JWKSource<SecurityContext> keys(IssuerProperties properties) throws IOException {
        return new ImmutableJWKSet<>(new JWKSet(SigningKey.load(properties.keyFile())));
    }
}
