package io.darkroom.local.gateway;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Requests for these paths go to this service.
///
/// The patterns are those of an Application Load Balancer: `*` stands for any characters, slashes too, or none, `?` for
/// exactly one; case counts.
///
/// @param paths 1 to [#MAX_PATHS] patterns
/// @param service the name of the service
record RouteRule(List<String> paths, String service) {

    /// As many values as a load balancer's rule may have.
    static final int MAX_PATHS = 5;

    static final String ANY_PATH = "/*";

    /// @throws IllegalArgumentException if a load balancer would refuse the rule
    RouteRule {
        paths = List.copyOf(paths);
        if (paths.isEmpty() || paths.size() > MAX_PATHS || service.isBlank()) {
            throw new IllegalArgumentException("a route has 1 to " + MAX_PATHS + " paths and a service");
        }
        if (!paths.stream().allMatch(path -> path.startsWith("/"))) {
            throw new IllegalArgumentException("a route's paths start with '/'");
        }
    }

    boolean matches(String path) {
        return paths.stream().anyMatch(pattern -> toRegex(pattern).matcher(path).matches());
    }

    boolean matchesEverything() {
        return paths.contains(ANY_PATH);
    }

    private static Pattern toRegex(String pattern) {
        return Pattern.compile(
                pattern.chars()
                        .mapToObj(c -> switch (c) {
                            case '*' -> ".*";
                            case '?' -> ".";
                            default -> Pattern.quote(Character.toString(c));
                        })
                        .collect(Collectors.joining()),
                Pattern.DOTALL);
    }
}
