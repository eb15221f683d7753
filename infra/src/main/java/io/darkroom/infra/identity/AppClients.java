package io.darkroom.infra.identity;

import io.darkroom.infra.config.EnvironmentConfig;
import io.darkroom.infra.config.EnvironmentConfig.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cognito.ClientAttributes;
import software.amazon.awscdk.services.cognito.OAuthFlows;
import software.amazon.awscdk.services.cognito.OAuthScope;
import software.amazon.awscdk.services.cognito.OAuthSettings;
import software.amazon.awscdk.services.cognito.ResourceServerScope;
import software.amazon.awscdk.services.cognito.StandardAttributesMask;
import software.amazon.awscdk.services.cognito.UserPool;
import software.amazon.awscdk.services.cognito.UserPoolClient;
import software.amazon.awscdk.services.cognito.UserPoolClientIdentityProvider;
import software.amazon.awscdk.services.cognito.UserPoolClientOptions;
import software.amazon.awscdk.services.cognito.UserPoolResourceServer;
import software.amazon.awscdk.services.cognito.UserPoolResourceServerOptions;
import software.constructs.Construct;

/// Who may ask for tokens: the web page for people (authorization code with PKCE, no secret), and each
/// machine for
/// itself
/// (client credentials). The services' API is the resource server `darkroom-api`; a machine's scopes
/// say for which
/// customer it acts and what it may do.
final class AppClients extends Construct {

    private static final String API = "darkroom-api";
    private static final String ALL = "all";

    private final UserPool users;
    private final List<String> ids = new ArrayList<>();

    AppClients(Construct scope, String id, EnvironmentConfig config, UserPool users) {
        super(scope, id);
        this.users = users;
        UserPoolResourceServer api = users.addResourceServer(
                "Api",
                UserPoolResourceServerOptions.builder()
                        .identifier(API)
                        .userPoolResourceServerName("Darkroom")
                        .scopes(scopes(config.machines()))
                        .build());
        UserPoolClient page = webPage(config, api);
        ids.add(page.getUserPoolClientId());
        CfnOutput.Builder.create(this, "WebPageClientId")
                .value(page.getUserPoolClientId())
                .build();
        config.machines().forEach(machine -> ids.add(machine(machine, api).getUserPoolClientId()));
    }

    List<String> ids() {
        return List.copyOf(ids);
    }

    private static List<ResourceServerScope> scopes(List<Machine> machines) {
        List<ResourceServerScope> scopes = new ArrayList<>();
        scopes.add(scope(ALL, "What the bearer's groups allow"));
        machines.stream()
                .flatMap(machine -> scopeNames(machine).stream())
                .distinct()
                .sorted()
                .forEach(name -> scopes.add(scope(name, "Given to machines: " + name)));
        return scopes;
    }

    private static ResourceServerScope scope(String name, String description) {
        return ResourceServerScope.Builder.create()
                .scopeName(name)
                .scopeDescription(description)
                .build();
    }

    private static List<String> scopeNames(Machine machine) {
        return Stream.of("customer." + machine.customerId(), "role.customer").toList();
    }

    private UserPoolClient webPage(EnvironmentConfig config, UserPoolResourceServer api) {
        String home = "https://" + config.web().domainName() + "/";
        UserPoolClient client = users.addClient(
                "WebPage",
                UserPoolClientOptions.builder()
                        .userPoolClientName("web-page")
                        .generateSecret(false)
                        .preventUserExistenceErrors(true)
                        .enableTokenRevocation(true)
                        .accessTokenValidity(Duration.hours(1))
                        .idTokenValidity(Duration.hours(1))
                        .refreshTokenValidity(Duration.days(1))
                        .supportedIdentityProviders(List.of(UserPoolClientIdentityProvider.COGNITO))
                        // A user who could write its customer would be any customer.
                        .writeAttributes(new ClientAttributes()
                                .withStandardAttributes(StandardAttributesMask.builder()
                                        .email(true)
                                        .fullname(true)
                                        .build()))
                        .oAuth(OAuthSettings.builder()
                                .flows(OAuthFlows.builder()
                                        .authorizationCodeGrant(true)
                                        .build())
                                .scopes(List.of(
                                        OAuthScope.OPENID, OAuthScope.EMAIL, OAuthScope.custom(API + "/" + ALL)))
                                .callbackUrls(List.of(home))
                                .logoutUrls(List.of(home))
                                .build())
                        .build());
        client.getNode().addDependency(api);
        return client;
    }

    private UserPoolClient machine(Machine machine, UserPoolResourceServer api) {
        UserPoolClient client = users.addClient(
                "Machine" + identifier(machine.name()),
                UserPoolClientOptions.builder()
                        .userPoolClientName(machine.name())
                        .generateSecret(true)
                        .enableTokenRevocation(true)
                        .accessTokenValidity(Duration.hours(1))
                        .oAuth(OAuthSettings.builder()
                                .flows(OAuthFlows.builder()
                                        .clientCredentials(true)
                                        .build())
                                .scopes(scopeNames(machine).stream()
                                        .map(name -> OAuthScope.custom(API + "/" + name))
                                        .toList())
                                .build())
                        .build());
        client.getNode().addDependency(api);
        return client;
    }

    private static String identifier(String name) {
        return Stream.of(name.split("-"))
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
    }
}
