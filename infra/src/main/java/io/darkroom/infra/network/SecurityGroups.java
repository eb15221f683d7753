package io.darkroom.infra.network;

import io.darkroom.infra.config.EnvironmentConfig;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awscdk.services.ec2.IPeer;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.constructs.Construct;

/// A security group for each party, with the rules of [Traffic#allowed] and no other: nothing goes out
/// by default
/// either.
public final class SecurityGroups extends Construct {

    private final Map<Party, ISecurityGroup> groups = new EnumMap<>(Party.class);

    SecurityGroups(Construct scope, String id, EnvironmentConfig config, IVpc vpc) {
        super(scope, id);
        for (Party party : Party.values()) {
            if (party.hasGroup()) {
                groups.put(party, group(party, vpc));
            }
        }
        Traffic.allowed().forEach(traffic -> open(traffic, config));
    }

    /// The group of a party.
    public ISecurityGroup of(Party party) {
        return Objects.requireNonNull(groups.get(party), party::toString);
    }

    private ISecurityGroup group(Party party, IVpc vpc) {
        return SecurityGroup.Builder.create(this, party.name())
                .vpc(vpc)
                .description("Darkroom: " + party)
                .allowAllOutbound(false)
                .build();
    }

    private void open(Traffic traffic, EnvironmentConfig config) {
        Port port = Port.tcpRange(traffic.firstPort(), traffic.lastPort());
        if (traffic.from().hasGroup()) {
            for (IPeer to : peers(traffic.to(), config)) {
                of(traffic.from()).addEgressRule(to, port, traffic.description(), false);
            }
        }
        if (traffic.to().hasGroup()) {
            for (IPeer from : peers(traffic.from(), config)) {
                of(traffic.to()).addIngressRule(from, port, traffic.description(), false);
            }
        }
    }

    private List<IPeer> peers(Party party, EnvironmentConfig config) {
        return switch (party) {
            case WORLD -> List.of(Peer.anyIpv4());
            case S3 -> List.of(Peer.prefixList(config.network().s3PrefixList()));
            case EXTERNAL_APP ->
                config.externalApp().cidrs().stream().map(Peer::ipv4).toList();
            case LOAD_BALANCER, UPLOAD, INGEST, PROCESSOR, STATS, BROKERS, DATABASE, REPLICA, QUICKSIGHT, ENDPOINTS ->
                List.of(of(party));
        };
    }
}
