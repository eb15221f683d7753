package io.darkroom.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTableTest {

    @ParameterizedTest
    @CsvSource({
        "/v1/images,                                          upload-service",
        "/v1/images/0198e0a5-0000-7000-8000-000000000000,     upload-service",
        "/v1/images/events,                                   upload-service",
        "/v1/uploads/abc,                                     upload-service",
        "/v1/openapi.yaml,                                    upload-service",
        "/v1/stats,                                           stats-service",
        "/v1/stats/summary,                                   stats-service",
        "/v1/statistics,                                      upload-service",
        "/V1/stats/summary,                                   upload-service",
        "/,                                                   upload-service",
        "/index.html,                                         upload-service",
    })
    void shippedTableNamesTheServiceOfAPath(String path, String service) {
        RouteTable table = RouteTable.shipped();

        assertThat(table.serviceFor(path)).isEqualTo(service);
    }

    @Test
    void firstRuleThatMatchesDecides() {
        RouteTable table = new RouteTable(List.of(
                new RouteRule(List.of("/a/*"), "first"),
                new RouteRule(List.of("/a/b", "/c"), "second"),
                new RouteRule(List.of("/*"), "last")));

        assertThat(table.serviceFor("/a/b")).isEqualTo("first");
        assertThat(table.serviceFor("/c")).isEqualTo("second");
        assertThat(table.serviceFor("/d")).isEqualTo("last");
    }

    @ParameterizedTest
    @CsvSource({
        "/a*,    /a,       true",
        "/a*,    /a/b/c,   true",
        "/a/*,   /a/,      true",
        "/a/*,   /a,       false",
        "/a?c,   /abc,     true",
        "/a?c,   /ac,      false",
        "/a.c,   /abc,     false",
        "/*.js,  /x/y.js,  true",
    })
    void patternsAreThoseOfALoadBalancer(String pattern, String path, boolean matches) {
        RouteRule rule = new RouteRule(List.of(pattern), "service");

        assertThat(rule.matches(path)).isEqualTo(matches);
    }

    @Test
    void refusesATableThatLeavesAPathToNobody() {
        RouteRule rule = new RouteRule(List.of("/v1/*"), "service");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RouteTable(List.of(rule)))
                .withMessageContaining("/*");
    }

    @Test
    void refusesARuleThatALoadBalancerWouldRefuse() {
        List<String> tooMany = List.of("/1", "/2", "/3", "/4", "/5", "/6");

        assertThatIllegalArgumentException().isThrownBy(() -> new RouteRule(tooMany, "service"));
        assertThatIllegalArgumentException().isThrownBy(() -> new RouteRule(List.of(), "service"));
        assertThatIllegalArgumentException().isThrownBy(() -> new RouteRule(List.of("v1"), "service"));
    }
}
