package io.darkroom.infra.edge;

import io.darkroom.infra.DarkroomStack;
import io.darkroom.infra.config.EnvironmentConfig;
import io.darkroom.infra.network.NetworkStack;
import io.darkroom.infra.network.Ports;
import io.darkroom.infra.storage.StorageStack;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import software.amazon.awscdk.services.certificatemanager.Certificate;
import software.amazon.awscdk.services.certificatemanager.CertificateValidation;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationListener;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationTargetGroup;
import software.amazon.awscdk.services.elasticloadbalancingv2.CfnListenerRule;
import software.amazon.awscdk.services.elasticloadbalancingv2.CfnListenerRule.ActionProperty;
import software.amazon.awscdk.services.elasticloadbalancingv2.CfnListenerRule.PathPatternConfigProperty;
import software.amazon.awscdk.services.elasticloadbalancingv2.CfnListenerRule.RuleConditionProperty;
import software.amazon.awscdk.services.route53.ARecord;
import software.amazon.awscdk.services.route53.HostedZone;
import software.amazon.awscdk.services.route53.HostedZoneAttributes;
import software.amazon.awscdk.services.route53.IHostedZone;
import software.amazon.awscdk.services.route53.RecordTarget;
import software.amazon.awscdk.services.route53.targets.LoadBalancerTarget;
import software.amazon.awscdk.services.shield.CfnProtection;
import software.constructs.Construct;

/// The front door: the name, its certificate, the firewall, the load balancer and its routes.
public final class EdgeStack extends DarkroomStack {

    private static final int FIRST_PRIORITY = 10;

    private final FrontDoor frontDoor;
    private final Certificate certificate;
    private final WebFirewall firewall;
    private final Map<String, ApplicationTargetGroup> targets = new TreeMap<>();

    public EdgeStack(Construct scope, EnvironmentConfig config, StorageStack storage, NetworkStack network) {
        super(scope, config, "edge", Lifetime.REPLACEABLE);
        IHostedZone zone = HostedZone.fromHostedZoneAttributes(
                this,
                "Zone",
                HostedZoneAttributes.builder()
                        .hostedZoneId(config.web().hostedZoneId())
                        .zoneName(config.web().hostedZoneName())
                        .build());
        certificate = Certificate.Builder.create(this, "Certificate")
                .domainName(config.web().domainName())
                .validation(CertificateValidation.fromDns(zone))
                .build();
        targets.put(
                "upload-service",
                new Targets(network.vpc(), Ports.UPLOAD, Ports.UPLOAD_MANAGEMENT).group(this, "Upload"));
        targets.put(
                "stats-service", new Targets(network.vpc(), Ports.STATS, Ports.STATS_MANAGEMENT).group(this, "Stats"));
        RouteTable routes = RouteTable.shared();
        frontDoor = new FrontDoor(this, "FrontDoor", network, storage.accessLogs());
        ApplicationListener listener = frontDoor.open(certificate, targetsOf(routes.defaultService()));
        route(routes, listener);
        firewall = new WebFirewall(this, "Firewall", config, storage.logsKey());
        firewall.protect(frontDoor.loadBalancer());
        if (config.web().shieldAdvanced()) {
            CfnProtection.Builder.create(this, "Shield")
                    .name(config.prefix())
                    .resourceArn(frontDoor.loadBalancer().getLoadBalancerArn())
                    .build();
        }
        ARecord.Builder.create(this, "Alias")
                .zone(zone)
                .recordName(config.web().domainName() + ".")
                .target(RecordTarget.fromAlias(new LoadBalancerTarget(frontDoor.loadBalancer())))
                .build();
    }

    private void route(RouteTable routes, ApplicationListener listener) {
        int priority = FIRST_PRIORITY;
        for (RouteTable.Rule rule : routes.special()) {
            CfnListenerRule.Builder.create(this, "Route" + priority)
                    .listenerArn(listener.getListenerArn())
                    .priority(priority)
                    .conditions(List.of(RuleConditionProperty.builder()
                            .field("path-pattern")
                            .pathPatternConfig(PathPatternConfigProperty.builder()
                                    .values(rule.paths())
                                    .build())
                            .build()))
                    .actions(List.of(ActionProperty.builder()
                            .type("forward")
                            .targetGroupArn(targetsOf(rule.service()).getTargetGroupArn())
                            .build()))
                    .build();
            priority += FIRST_PRIORITY;
        }
    }

    /// The targets of a service that takes requests from outside.
    public ApplicationTargetGroup targetsOf(String service) {
        return Objects.requireNonNull(targets.get(service), () -> "no route may lead to " + service);
    }

    /// The load balancer and its listeners.
    public FrontDoor frontDoor() {
        return frontDoor;
    }

    /// The certificate.
    public Certificate certificate() {
        return certificate;
    }

    /// The firewall.
    public WebFirewall firewall() {
        return firewall;
    }
}
