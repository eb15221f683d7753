package io.darkroom.infra.edge;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.services.wafv2.CfnWebACL.AndStatementProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.BlockActionProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.ByteMatchStatementProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.CountActionProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.FieldToMatchProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.IPSetReferenceStatementProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.LabelMatchStatementProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.ManagedRuleGroupStatementProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.NotStatementProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.OrStatementProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.OverrideActionProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.RateBasedStatementProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.RuleActionOverrideProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.RuleActionProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.RuleProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.StatementProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.TextTransformationProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.VisibilityConfigProperty;

/// The firewall's rules.
///
/// Managed rules that look into bodies only count: to them an image is a body too large, or by chance a
/// script. Where
/// no
/// image is sent, a body that such a rule has labelled is blocked all the same.
final class FirewallRules {

    static final String COMMON = "AWSManagedRulesCommonRuleSet";
    static final List<String> COMMON_BODY_RULES = List.of(
            "SizeRestrictions_BODY",
            "CrossSiteScripting_BODY",
            "GenericLFI_BODY",
            "GenericRFI_BODY",
            "EC2MetaDataSSRF_BODY");

    static final String BAD_INPUTS = "AWSManagedRulesKnownBadInputsRuleSet";
    static final List<String> BAD_INPUTS_BODY_RULES = List.of("JavaDeserializationRCE_BODY", "Log4JRCE_BODY");

    /// Where images are sent.
    static final List<String> IMAGE_PATHS = List.of("/v1/images", "/v1/uploads");

    private static final String COMMON_LABELS = "awswaf:managed:aws:core-rule-set:";
    private static final String BAD_INPUTS_LABELS = "awswaf:managed:aws:known-bad-inputs:";

    private FirewallRules() {}

    static RuleProperty blockedAddresses(int priority, String addresses) {
        return rule("BlockedAddresses", priority)
                .action(block())
                .statement(StatementProperty.builder()
                        .ipSetReferenceStatement(IPSetReferenceStatementProperty.builder()
                                .arn(addresses)
                                .build())
                        .build())
                .build();
    }

    static RuleProperty rate(int priority, int requestsInFiveMinutes) {
        return rule("RatePerAddress", priority)
                .action(block())
                .statement(StatementProperty.builder()
                        .rateBasedStatement(RateBasedStatementProperty.builder()
                                .aggregateKeyType("IP")
                                .limit(requestsInFiveMinutes)
                                .build())
                        .build())
                .build();
    }

    static RuleProperty managed(int priority, String group, List<String> countOnly) {
        return rule(group, priority)
                .overrideAction(OverrideActionProperty.builder().none(Map.of()).build())
                .statement(StatementProperty.builder()
                        .managedRuleGroupStatement(ManagedRuleGroupStatementProperty.builder()
                                .vendorName("AWS")
                                .name(group)
                                .ruleActionOverrides(countOnly.stream()
                                        .map(FirewallRules::count)
                                        .toList())
                                .build())
                        .build())
                .build();
    }

    private static RuleActionOverrideProperty count(String rule) {
        return RuleActionOverrideProperty.builder()
                .name(rule)
                .actionToUse(RuleActionProperty.builder()
                        .count(CountActionProperty.builder().build())
                        .build())
                .build();
    }

    static RuleProperty suspectBodiesWhereNoImagesGo(int priority) {
        List<StatementProperty> suspect = Stream.concat(
                        COMMON_BODY_RULES.stream().map(rule -> COMMON_LABELS + label(rule)),
                        BAD_INPUTS_BODY_RULES.stream().map(rule -> BAD_INPUTS_LABELS + label(rule)))
                .map(FirewallRules::labelled)
                .toList();
        return rule("SuspectBodiesWhereNoImagesGo", priority)
                .action(block())
                .statement(StatementProperty.builder()
                        .andStatement(AndStatementProperty.builder()
                                .statements(List.of(
                                        any(suspect),
                                        not(any(IMAGE_PATHS.stream()
                                                .map(FirewallRules::pathBeginsWith)
                                                .toList()))))
                                .build())
                        .build())
                .build();
    }

    // The label of SizeRestrictions_BODY ends in SizeRestrictions_Body, and so on.
    private static String label(String rule) {
        return rule.replace("_BODY", "_Body");
    }

    private static StatementProperty labelled(String label) {
        return StatementProperty.builder()
                .labelMatchStatement(LabelMatchStatementProperty.builder()
                        .scope("LABEL")
                        .key(label)
                        .build())
                .build();
    }

    private static StatementProperty pathBeginsWith(String path) {
        return StatementProperty.builder()
                .byteMatchStatement(ByteMatchStatementProperty.builder()
                        .fieldToMatch(
                                FieldToMatchProperty.builder().uriPath(Map.of()).build())
                        .positionalConstraint("STARTS_WITH")
                        .searchString(path)
                        .textTransformations(List.of(TextTransformationProperty.builder()
                                .priority(0)
                                .type("NONE")
                                .build()))
                        .build())
                .build();
    }

    private static StatementProperty any(List<StatementProperty> statements) {
        return StatementProperty.builder()
                .orStatement(
                        OrStatementProperty.builder().statements(statements).build())
                .build();
    }

    private static StatementProperty not(StatementProperty statement) {
        return StatementProperty.builder()
                .notStatement(
                        NotStatementProperty.builder().statement(statement).build())
                .build();
    }

    private static RuleProperty.Builder rule(String name, int priority) {
        return RuleProperty.builder().name(name).priority(priority).visibilityConfig(visible(name));
    }

    private static RuleActionProperty block() {
        return RuleActionProperty.builder()
                .block(BlockActionProperty.builder().build())
                .build();
    }

    static VisibilityConfigProperty visible(String metric) {
        return VisibilityConfigProperty.builder()
                .metricName(metric)
                .cloudWatchMetricsEnabled(true)
                .sampledRequestsEnabled(true)
                .build();
    }
}
