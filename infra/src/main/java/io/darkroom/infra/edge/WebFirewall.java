package io.darkroom.infra.edge;

import io.darkroom.infra.RetainedLogs;
import io.darkroom.infra.config.EnvironmentConfig;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationLoadBalancer;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.wafv2.CfnIPSet;
import software.amazon.awscdk.services.wafv2.CfnLoggingConfiguration;
import software.amazon.awscdk.services.wafv2.CfnLoggingConfiguration.FieldToMatchProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL;
import software.amazon.awscdk.services.wafv2.CfnWebACL.DefaultActionProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.RuleProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACLAssociation;
import software.constructs.Construct;

/// The web application firewall: blocked addresses, a rate for each address, and AWS's managed rules,
/// tuned so that the
/// bytes of images are not taken for attacks (see [FirewallRules]).
public final class WebFirewall extends Construct {

    private final CfnWebACL acl;
    private final String metric;

    WebFirewall(Construct scope, String id, EnvironmentConfig config, IKey logsKey) {
        super(scope, id);
        metric = config.prefix();
        CfnIPSet blocked = CfnIPSet.Builder.create(this, "BlockedAddresses")
                .scope("REGIONAL")
                .ipAddressVersion("IPV4")
                .addresses(config.web().blockedAddresses())
                .build();
        acl = CfnWebACL.Builder.create(this, "Acl")
                .scope("REGIONAL")
                .defaultAction(DefaultActionProperty.builder()
                        .allow(CfnWebACL.AllowActionProperty.builder().build())
                        .build())
                .visibilityConfig(FirewallRules.visible(metric))
                .rules(rules(config, blocked))
                .build();
        // WAF writes to groups of this name only.
        RetainedLogs logs = new RetainedLogs(this, "Logs", config, logsKey, "aws-waf-logs-" + config.prefix());
        CfnLoggingConfiguration.Builder.create(this, "Logging")
                .resourceArn(acl.getAttrArn())
                .logDestinationConfigs(List.of("arn:aws:logs:%s:%s:log-group:%s"
                        .formatted(config.region(), config.account(), logs.getLogGroupName())))
                .redactedFields(List.of(FieldToMatchProperty.builder()
                        .singleHeader(Map.of("Name", "authorization"))
                        .build()))
                .build();
    }

    private static List<RuleProperty> rules(EnvironmentConfig config, CfnIPSet blocked) {
        return List.of(
                FirewallRules.blockedAddresses(0, blocked.getAttrArn()),
                FirewallRules.rate(1, config.web().requestsPerAddress()),
                FirewallRules.managed(2, "AWSManagedRulesAmazonIpReputationList", List.of()),
                FirewallRules.managed(3, FirewallRules.COMMON, FirewallRules.COMMON_BODY_RULES),
                FirewallRules.managed(4, FirewallRules.BAD_INPUTS, FirewallRules.BAD_INPUTS_BODY_RULES),
                FirewallRules.suspectBodiesWhereNoImagesGo(5));
    }

    void protect(ApplicationLoadBalancer loadBalancer) {
        CfnWebACLAssociation.Builder.create(this, "Association")
                .resourceArn(loadBalancer.getLoadBalancerArn())
                .webAclArn(acl.getAttrArn())
                .build();
    }

    /// By which CloudWatch knows it.
    public String metricName() {
        return metric;
    }
}
