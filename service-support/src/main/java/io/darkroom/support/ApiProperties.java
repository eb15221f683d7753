package io.darkroom.support;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How the REST API is reached.
///
/// @param publicPaths path patterns that need no token, for example an OpenAPI document; everything else does
@ConfigurationProperties("darkroom.api")
record ApiProperties(@DefaultValue List<String> publicPaths) {

    ApiProperties {
        publicPaths = List.copyOf(publicPaths);
    }
}
