package io.darkroom.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.infra.Templates.Resource;
import io.darkroom.infra.config.EnvironmentConfig;
import io.darkroom.infra.config.Environments;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;

/// Who may talk to whom, against the written matrix, in every environment.
class SecurityGroupsTest {

    static final List<EnvironmentConfig> ENVIRONMENTS = Environments.ALL;

    @ParameterizedTest
    @FieldSource("ENVIRONMENTS")
    void letsExactlyTheWrittenPairsTalk(EnvironmentConfig config) {
        List<String> rules = rules(config).stream().sorted().toList();

        assertThat(rules).containsExactlyElementsOf(ExpectedTable.rows("/security-groups.txt"));
    }

    @ParameterizedTest
    @FieldSource("ENVIRONMENTS")
    void takesNothingFromTheWorldButTwoPorts(EnvironmentConfig config) {
        List<String> fromTheWorld = rules(config).stream()
                .filter(rule -> rule.startsWith("in LOADBALANCER world") || rule.matches("in \\S+ world .*"))
                .toList();

        assertThat(fromTheWorld).containsExactlyInAnyOrder("in LOADBALANCER world 80", "in LOADBALANCER world 443");
    }

    @Test
    void hasNoGroupOutsideTheMatrix() {
        List<Resource> groups = Templates.of(Environments.SINGAPORE).resources("AWS::EC2::SecurityGroup");

        assertThat(groups).allMatch(group -> group.stack().equals("network"));
    }

    private static List<String> rules(EnvironmentConfig config) {
        Templates templates = Templates.of(config);
        List<String> rules = new ArrayList<>();
        for (Resource group : templates.resources("AWS::EC2::SecurityGroup")) {
            String name = name(templates.text(group.stack(), group.property("GroupDescription")));
            for (JsonNode rule : group.property("SecurityGroupIngress")) {
                rules.add("in " + name + " " + rule(templates, config, group.stack(), rule, "SourceSecurityGroupId"));
            }
            for (JsonNode rule : group.property("SecurityGroupEgress")) {
                // What the CDK writes for "nothing goes out": an address that is nobody's.
                if (!rule.path("CidrIp").asString("").equals("255.255.255.255/32")) {
                    rules.add("out " + name + " "
                            + rule(templates, config, group.stack(), rule, "DestinationSecurityGroupId"));
                }
            }
        }
        for (Resource rule : templates.resources("AWS::EC2::SecurityGroupIngress")) {
            rules.add("in " + group(templates.text(rule.stack(), rule.property("GroupId"))) + " "
                    + rule(templates, config, rule.stack(), rule.properties(), "SourceSecurityGroupId"));
        }
        for (Resource rule : templates.resources("AWS::EC2::SecurityGroupEgress")) {
            rules.add("out " + group(templates.text(rule.stack(), rule.property("GroupId"))) + " "
                    + rule(templates, config, rule.stack(), rule.properties(), "DestinationSecurityGroupId"));
        }
        return rules;
    }

    private static String rule(
            Templates templates, EnvironmentConfig config, String stack, JsonNode rule, String otherGroup) {
        assertThat(rule.path("IpProtocol").asString()).isEqualTo("tcp");
        String ports = rule.path("FromPort").asInt() == rule.path("ToPort").asInt()
                ? rule.path("FromPort").asString()
                : rule.path("FromPort").asString() + "-" + rule.path("ToPort").asString();
        return peer(templates, config, stack, rule, otherGroup) + " " + ports;
    }

    private static String peer(
            Templates templates, EnvironmentConfig config, String stack, JsonNode rule, String otherGroup) {
        String cidr = rule.path("CidrIp").asString("");
        if (cidr.equals("0.0.0.0/0")) {
            return "world";
        }
        if (config.externalApp().cidrs().contains(cidr)) {
            return "external-app";
        }
        for (String list : List.of("DestinationPrefixListId", "SourcePrefixListId")) {
            if (rule.path(list).asString("").equals(config.network().s3PrefixList())) {
                return "s3";
            }
        }
        return group(templates.text(stack, rule.path(otherGroup)));
    }

    // "<network/SecurityGroupsUPLOAD.GroupId>"
    private static String group(String reference) {
        return reference.replaceAll("^<network/SecurityGroups", "").replaceAll(">\\.GroupId$", "");
    }

    // "Darkroom: upload-service"
    private static String name(String description) {
        return switch (description.replace("Darkroom: ", "")) {
            case "load balancer" -> "LOADBALANCER";
            case "upload-service" -> "UPLOAD";
            case "stream-ingest-service" -> "INGEST";
            case "processor-service" -> "PROCESSOR";
            case "stats-service" -> "STATS";
            case "QuickSight" -> "QUICKSIGHT";
            case "brokers", "database", "replica", "endpoints" ->
                description.replace("Darkroom: ", "").toUpperCase(Locale.ROOT);
            default -> throw new AssertionError("a group that nobody knows: " + description);
        };
    }
}
