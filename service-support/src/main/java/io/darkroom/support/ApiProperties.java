package io.darkroom.support;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How the REST API is reached.
///
/// @param publicPaths path patterns that need no token, for example an OpenAPI document; everything else does
/// @param clientIds the apps whose access tokens are taken, where tokens name the app and no audience, as Cognito's do;
///     none where the audience decides
@ConfigurationProperties("darkroom.api")
record ApiProperties(
        @DefaultValue List<String> publicPaths,
        @DefaultValue List<String> clientIds) {

    ApiProperties {
        publicPaths = List.copyOf(publicPaths);
        clientIds = List.copyOf(clientIds);
    }
}
