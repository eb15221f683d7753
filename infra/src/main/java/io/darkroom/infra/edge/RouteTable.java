package io.darkroom.infra.edge;

import io.darkroom.infra.Resources;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/// Which service a request is for: the same file, `local-platform/routes.json`, that the local gateway
/// reads.
///
/// @param rules in the order in which they are asked; the last takes every path
record RouteTable(List<Rule> rules) {

    private static final String ANY_PATH = "/*";

    /// Requests for these paths go to this service.
    ///
    /// @param paths patterns of a load balancer
    /// @param service the service's name
    record Rule(List<String> paths, String service) {}

    /// @throws IllegalArgumentException if some path would be nobody's
    RouteTable {
        rules = List.copyOf(rules);
        if (rules.isEmpty() || !rules.getLast().paths().contains(ANY_PATH)) {
            throw new IllegalArgumentException("the last route must be for " + ANY_PATH);
        }
    }

    static RouteTable shared() {
        return JsonMapper.shared().readValue(Resources.text("/routes.json"), RouteTable.class);
    }

    /// All but the last.
    List<Rule> special() {
        return rules.subList(0, rules.size() - 1);
    }

    /// Who gets what no other rule is for.
    String defaultService() {
        return rules.getLast().service();
    }
}
