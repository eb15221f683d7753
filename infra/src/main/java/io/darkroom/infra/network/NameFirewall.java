package io.darkroom.infra.network;

import io.darkroom.infra.config.EnvironmentConfig;
import java.util.List;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.route53resolver.CfnFirewallDomainList;
import software.amazon.awscdk.services.route53resolver.CfnFirewallRuleGroup;
import software.amazon.awscdk.services.route53resolver.CfnFirewallRuleGroup.FirewallRuleProperty;
import software.amazon.awscdk.services.route53resolver.CfnFirewallRuleGroupAssociation;
import software.constructs.Construct;

/// Answers questions for names of AWS only: foreign image code that had broken out of its process would
/// find no other
/// host by name.
final class NameFirewall extends Construct {

    private static final List<String> NEEDED = List.of("*.amazonaws.com", "*.api.aws", "*.compute.internal");
    private static final int FIRST = 100;
    private static final int LAST = 200;
    private static final int GROUP_PRIORITY = 101;

    NameFirewall(Construct scope, String id, EnvironmentConfig config, IVpc vpc) {
        super(scope, id);
        CfnFirewallRuleGroup rules = CfnFirewallRuleGroup.Builder.create(this, "Rules")
                .name(config.prefix())
                .firewallRules(List.of(
                        FirewallRuleProperty.builder()
                                .firewallDomainListId(domains("Needed", NEEDED))
                                .action("ALLOW")
                                .priority(FIRST)
                                .build(),
                        FirewallRuleProperty.builder()
                                .firewallDomainListId(domains("Others", List.of("*")))
                                .action("BLOCK")
                                .blockResponse("NODATA")
                                .priority(LAST)
                                .build()))
                .build();
        CfnFirewallRuleGroupAssociation.Builder.create(this, "Association")
                .name(config.prefix())
                .firewallRuleGroupId(rules.getAttrId())
                .vpcId(vpc.getVpcId())
                .priority(GROUP_PRIORITY)
                .build();
    }

    private String domains(String id, List<String> names) {
        return CfnFirewallDomainList.Builder.create(this, id)
                .domains(names)
                .build()
                .getAttrId();
    }
}
