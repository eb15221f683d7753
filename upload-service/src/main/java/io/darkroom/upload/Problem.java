package io.darkroom.upload;

import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// What is wrong and what to do: a problem detail (RFC 9457).
///
/// @param type names the kind of problem
/// @param title the HTTP status in words
/// @param status the HTTP status
/// @param detail what is wrong and what to do
/// @param code the failure's name, or that of the HTTP status; stable, so decide by this and not by the text
/// @param fault `SENDER`: change the request; `DEPENDENCY`: send it again after `Retry-After` seconds; absent if the
///     request did not reach the API
public record Problem(
        @Schema(example = "https://darkroom.dev/problems/too-large")
        URI type,

        @Schema(example = "Content Too Large") String title,
        @Schema(example = "413") int status,

        @Schema(example = "An image may have at most 52428800 bytes.")
        String detail,

        @Schema(example = "TOO_LARGE") String code,

        @Schema(example = "SENDER") @Nullable String fault) {

    /// How problems are marked.
    public static final String MEDIA_TYPE = "application/problem+json";
}
