package io.darkroom.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.infra.Templates.Resource;
import io.darkroom.infra.config.EnvironmentConfig;
import io.darkroom.infra.config.Environments;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The front door.
class EdgeTest {

    static final List<EnvironmentConfig> ENVIRONMENTS = Environments.ALL;

    private static final Path ROUTES = Path.of("../local-platform/routes.json");

    @ParameterizedTest
    @FieldSource("ENVIRONMENTS")
    void listensOnTwoPortsOnlyAndServesOnOne(EnvironmentConfig config) {
        List<Resource> listeners = Templates.of(config).resources("AWS::ElasticLoadBalancingV2::Listener").stream()
                .sorted(Comparator.comparingInt(
                        listener -> listener.property("Port").asInt()))
                .toList();

        assertThat(listeners)
                .extracting(listener -> listener.property("Port").asInt())
                .containsExactly(80, 443);
        JsonNode redirect = listeners.getFirst().property("DefaultActions").get(0);
        assertThat(redirect.path("Type").asString()).isEqualTo("redirect");
        assertThat(redirect.path("RedirectConfig").path("Protocol").asString()).isEqualTo("HTTPS");
        assertThat(listeners.getLast().property("SslPolicy").asString()).startsWith("ELBSecurityPolicy-TLS13-1-2-Res");
    }

    /// The local gateway and the load balancer share one file; this holds the rules to it, in its
    /// order.
    @ParameterizedTest
    @FieldSource("ENVIRONMENTS")
    void routesAsTheLocalGatewayDoes(EnvironmentConfig config) {
        Templates templates = Templates.of(config);
        List<String> routes = new ArrayList<>();
        templates.resources("AWS::ElasticLoadBalancingV2::ListenerRule").stream()
                .sorted(Comparator.comparingInt(
                        rule -> rule.property("Priority").asInt()))
                .forEach(rule -> routes.add(templates.text(
                                "edge",
                                rule.property("Conditions")
                                        .get(0)
                                        .path("PathPatternConfig")
                                        .path("Values"))
                        + " " + service(templates, rule.property("Actions"))));
        templates.resources("AWS::ElasticLoadBalancingV2::Listener").stream()
                .filter(listener -> listener.property("Port").asInt() == 443)
                .forEach(listener -> routes.add("[/*] " + service(templates, listener.property("DefaultActions"))));

        List<String> shared = JsonMapper.shared()
                .readTree(ROUTES.toFile())
                .path("rules")
                .valueStream()
                .map(rule -> templates.text("edge", rule.path("paths")) + " "
                        + rule.path("service").asString())
                .toList();

        assertThat(routes).containsExactlyElementsOf(shared);
    }

    @ParameterizedTest
    @FieldSource("ENVIRONMENTS")
    void asksTasksWhetherTheyAreAliveNotWhetherAllElseIs(EnvironmentConfig config) {
        assertThat(Templates.of(config).resources("AWS::ElasticLoadBalancingV2::TargetGroup"))
                .hasSize(2)
                .allMatch(targets -> targets.property("HealthCheckPath")
                                .asString()
                                .equals("/actuator/health/liveness")
                        && targets.property("HealthCheckPort").asString().startsWith("90"));
    }

    @ParameterizedTest
    @FieldSource("ENVIRONMENTS")
    void blocksAddressesRatesAndKnownAttacks(EnvironmentConfig config) {
        Resource acl = Templates.of(config).resource("AWS::WAFv2::WebACL", "Acl");

        assertThat(acl.property("Rules")
                        .valueStream()
                        .map(rule -> rule.path("Name").asString()))
                .containsExactly(
                        "BlockedAddresses",
                        "RatePerAddress",
                        "AWSManagedRulesAmazonIpReputationList",
                        "AWSManagedRulesCommonRuleSet",
                        "AWSManagedRulesKnownBadInputsRuleSet",
                        "SuspectBodiesWhereNoImagesGo");
        assertThat(Templates.of(config).resources("AWS::WAFv2::WebACLAssociation"))
                .hasSize(1);
    }

    @Test
    void lookingAtBodiesOnlyCountsWhereImagesAreSentAndBlocksElsewhere() {
        Templates templates = Templates.of(Environments.SINGAPORE);
        Resource acl = templates.resource("AWS::WAFv2::WebACL", "Acl");
        List<String> counted = acl.property("Rules")
                .valueStream()
                .flatMap(rule -> rule.path("Statement")
                        .path("ManagedRuleGroupStatement")
                        .path("RuleActionOverrides")
                        .valueStream())
                .filter(override -> override.path("ActionToUse").has("Count"))
                .map(override -> override.path("Name").asString())
                .toList();
        String elsewhere = templates.text("edge", acl.property("Rules").get(5).path("Statement"));

        assertThat(counted)
                .contains("SizeRestrictions_BODY", "CrossSiteScripting_BODY")
                .allMatch(rule -> rule.endsWith("_BODY"));
        assertThat(counted).allMatch(rule -> elsewhere.contains(":" + rule.replace("_BODY", "_Body") + ","));
        assertThat(elsewhere).contains("/v1/images", "/v1/uploads", "NotStatement");
    }

    @Test
    void hasShieldAdvancedWhereItIsSet() {
        assertThat(Templates.of(Environments.SINGAPORE).resources("AWS::Shield::Protection"))
                .isEmpty();
        assertThat(Templates.of(Environments.TOKYO).resources("AWS::Shield::Protection"))
                .hasSize(1);
    }

    // "<edge/Upload>" is the target group of upload-service.
    private static String service(Templates templates, JsonNode actions) {
        String group = templates.text("edge", actions.get(0).path("TargetGroupArn"));
        return switch (group) {
            case "<edge/Upload>" -> "upload-service";
            case "<edge/Stats>" -> "stats-service";
            default -> throw new AssertionError("a target that nobody knows: " + group);
        };
    }
}
