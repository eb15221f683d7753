package io.darkroom.upload;

import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;

/// Describes a problem detail (RFC 9457) in the OpenAPI document.
///
/// @param type names the kind of problem
/// @param title the HTTP status in words
/// @param status the HTTP status
/// @param detail what is wrong and what to do
/// @param code the failure's name, or that of the HTTP status
/// @param fault whose fault it is; absent if the request never reached the API
@Schema(description = "What is wrong and what to do (RFC 9457).")
public record Problem(
        @Schema(example = "https://darkroom.dev/problems/too-large")
        URI type,

        @Schema(example = "Content Too Large") String title,
        @Schema(example = "413") int status,

        @Schema(example = "An image may have at most 52428800 bytes.")
        String detail,

        @Schema(description = "Stable: decide by this, not by the text.", example = "TOO_LARGE")
        String code,

        @Schema(
                description = "SENDER: change the request. DEPENDENCY: send it again after `Retry-After` seconds.",
                example = "SENDER",
                requiredMode = Schema.RequiredMode.NOT_REQUIRED)
        String fault) {}
