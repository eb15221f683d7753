package io.darkroom.local.gateway;

import java.util.Arrays;
import java.util.Optional;
import org.eclipse.jetty.http.HttpURI;

/// The path by which a request is routed. A path that two servers could read in two ways has none, so a request never
/// reaches a service by a route that another path has.
final class RequestPath {

    private RequestPath() {}

    /// The decoded path; empty if it has dot segments, empty segments, parameters or encoded separators.
    static Optional<String> of(HttpURI uri) {
        String raw = uri.getPath();
        if (raw == null || !raw.startsWith("/") || uri.hasViolations() || raw.contains(";") || hasDotSegments(raw)) {
            return Optional.empty();
        }
        return Optional.ofNullable(uri.getCanonicalPath());
    }

    // Encoded dots are violations already.
    private static boolean hasDotSegments(String raw) {
        return Arrays.stream(raw.split("/", -1)).anyMatch(segment -> segment.equals(".") || segment.equals(".."));
    }
}
