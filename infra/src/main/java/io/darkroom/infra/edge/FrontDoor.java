package io.darkroom.infra.edge;

import io.darkroom.infra.network.NetworkStack;
import io.darkroom.infra.network.Party;
import io.darkroom.infra.network.Ports;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.certificatemanager.ICertificate;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationListener;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationLoadBalancer;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationProtocol;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationTargetGroup;
import software.amazon.awscdk.services.elasticloadbalancingv2.BaseApplicationListenerProps;
import software.amazon.awscdk.services.elasticloadbalancingv2.DesyncMitigationMode;
import software.amazon.awscdk.services.elasticloadbalancingv2.ListenerAction;
import software.amazon.awscdk.services.elasticloadbalancingv2.ListenerCertificate;
import software.amazon.awscdk.services.elasticloadbalancingv2.RedirectOptions;
import software.amazon.awscdk.services.elasticloadbalancingv2.SslPolicy;
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.Construct;

/// The load balancer: 443 for everything, 80 only to say so.
public final class FrontDoor extends Construct {

    // The services keep idle connections for longer than this: never the other way round.
    private static final Duration IDLE = Duration.seconds(60);

    private final ApplicationLoadBalancer loadBalancer;

    FrontDoor(Construct scope, String id, NetworkStack network, IBucket accessLogs) {
        super(scope, id);
        loadBalancer = ApplicationLoadBalancer.Builder.create(this, "LoadBalancer")
                .vpc(network.vpc())
                .vpcSubnets(
                        SubnetSelection.builder().subnetType(SubnetType.PUBLIC).build())
                .internetFacing(true)
                .securityGroup(network.groups().of(Party.LOAD_BALANCER))
                .http2Enabled(true)
                .dropInvalidHeaderFields(true)
                .desyncMitigationMode(DesyncMitigationMode.DEFENSIVE)
                .idleTimeout(IDLE)
                .deletionProtection(true)
                .build();
        loadBalancer.logAccessLogs(accessLogs, "load-balancer");
    }

    ApplicationListener open(ICertificate certificate, ApplicationTargetGroup byDefault) {
        loadBalancer.addListener(
                "Http",
                BaseApplicationListenerProps.builder()
                        .port(Ports.HTTP)
                        .protocol(ApplicationProtocol.HTTP)
                        .open(false)
                        .defaultAction(ListenerAction.redirect(RedirectOptions.builder()
                                .protocol("HTTPS")
                                .port(Integer.toString(Ports.HTTPS))
                                .permanent(true)
                                .build()))
                        .build());
        return loadBalancer.addListener(
                "Https",
                BaseApplicationListenerProps.builder()
                        .port(Ports.HTTPS)
                        .protocol(ApplicationProtocol.HTTPS)
                        .open(false)
                        .sslPolicy(SslPolicy.TLS13_RES)
                        .certificates(List.of(ListenerCertificate.fromCertificateManager(certificate)))
                        .defaultAction(ListenerAction.forward(List.of(byDefault)))
                        .build());
    }

    /// The load balancer.
    public ApplicationLoadBalancer loadBalancer() {
        return loadBalancer;
    }
}
