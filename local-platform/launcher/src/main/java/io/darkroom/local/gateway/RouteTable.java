package io.darkroom.local.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/// Which service a request is for. The first rule whose pattern matches the path decides; the last takes every path.
///
/// The table is the file `local-platform/routes.json`, from which the load balancer's rules are made too.
///
/// @param rules in the order in which they are asked
record RouteTable(List<RouteRule> rules) {

    private static final String RESOURCE = "/routes.json";

    /// @throws IllegalArgumentException if some path would be nobody's
    RouteTable {
        rules = List.copyOf(rules);
        if (rules.isEmpty() || !rules.getLast().matchesEverything()) {
            throw new IllegalArgumentException("the last route must be for " + RouteRule.ANY_PATH);
        }
    }

    /// The table that is shipped.
    static RouteTable shipped() {
        try (InputStream json = Objects.requireNonNull(RouteTable.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return JsonMapper.shared().readValue(json, RouteTable.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The names of all services in the table.
    Set<String> services() {
        return rules.stream().map(RouteRule::service).collect(Collectors.toUnmodifiableSet());
    }

    /// The service for a path.
    ///
    /// @param path decoded, without dot segments, starting with a slash
    String serviceFor(String path) {
        return rules.stream()
                .filter(rule -> rule.matches(path))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not a path: " + path))
                .service();
    }
}
