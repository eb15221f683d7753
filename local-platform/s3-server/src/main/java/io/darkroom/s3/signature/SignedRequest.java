package io.darkroom.s3.signature;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request as far as signatures know it.
///
/// @param method in upper case
/// @param rawPath the path as sent, percent-encoded
/// @param rawQuery the query as sent; empty if there is none
/// @param headers by name in lower case; several values of one name in order
public record SignedRequest(String method, String rawPath, String rawQuery, Map<String, List<String>> headers) {

    /// Copies the headers.
    public SignedRequest {
        headers = Map.copyOf(headers);
    }

    /// A header's first value, or null.
    public @Nullable String header(String name) {
        List<String> values = headers.get(name);
        return values == null || values.isEmpty() ? null : values.getFirst();
    }
}
