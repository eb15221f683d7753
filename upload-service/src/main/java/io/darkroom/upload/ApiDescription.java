package io.darkroom.upload;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import io.swagger.v3.oas.annotations.servers.Server;
import io.swagger.v3.oas.annotations.tags.Tag;

/// The head of the OpenAPI document, which a test generates and compares with the one that is served at
/// `/v1/openapi.json`.
@OpenAPIDefinition(
        info = @Info(title = "Darkroom: images", version = "1", description = """
                Send images, follow them, fetch their results.

                Every request needs an access token with the audience `darkroom-api` and a `customer_id`. An image of \
                another customer answers exactly as one that does not exist. Every error is a problem detail \
                (RFC 9457) with a stable `code`. Paths in answers are relative to the address that was called."""),
        servers = @Server(url = "/"),
        security = @SecurityRequirement(name = "token"),
        tags = {
            @Tag(name = "send", description = "Images in"),
            @Tag(name = "resume", description = "Images in, piece by piece"),
            @Tag(name = "follow", description = "What became of them")
        })
@SecurityScheme(
        name = "token",
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        bearerFormat = "JWT",
        description = "An OpenID Connect access token.")
final class ApiDescription {

    private ApiDescription() {}
}
