package io.darkroom.infra.network;

import io.darkroom.infra.DarkroomStack;
import io.darkroom.infra.RetainedLogs;
import io.darkroom.infra.config.EnvironmentConfig;
import java.util.List;
import software.amazon.awscdk.services.ec2.FlowLog;
import software.amazon.awscdk.services.ec2.FlowLogDestination;
import software.amazon.awscdk.services.ec2.FlowLogResourceType;
import software.amazon.awscdk.services.ec2.FlowLogTrafficType;
import software.amazon.awscdk.services.ec2.IpAddresses;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.kms.IKey;
import software.constructs.Construct;

/// The private network in three zones: public subnets for the load balancer, private ones for the
/// services, isolated
/// ones for brokers and databases.
public final class NetworkStack extends DarkroomStack {

    private static final int PUBLIC_MASK = 24;
    private static final int PRIVATE_MASK = 20;
    private static final int ISOLATED_MASK = 24;

    private final Vpc vpc;
    private final SecurityGroups groups;

    public NetworkStack(Construct scope, EnvironmentConfig config, IKey logsKey) {
        super(scope, config, "network", Lifetime.KEPT);
        vpc = Vpc.Builder.create(this, "Vpc")
                .ipAddresses(IpAddresses.cidr(config.network().cidr()))
                .availabilityZones(config.availabilityZones())
                .natGateways(config.network().natGateways())
                // Would bring a Lambda function; the default group is in use nowhere.
                .restrictDefaultSecurityGroup(false)
                .subnetConfiguration(List.of(
                        subnet("public", SubnetType.PUBLIC, PUBLIC_MASK),
                        subnet("private", SubnetType.PRIVATE_WITH_EGRESS, PRIVATE_MASK),
                        subnet("isolated", SubnetType.PRIVATE_ISOLATED, ISOLATED_MASK)))
                .build();
        FlowLog.Builder.create(this, "FlowLog")
                .resourceType(FlowLogResourceType.fromVpc(vpc))
                .trafficType(FlowLogTrafficType.ALL)
                .destination(
                        FlowLogDestination.toCloudWatchLogs(new RetainedLogs(this, "FlowLogGroup", config, logsKey)))
                .build();
        groups = new SecurityGroups(this, "SecurityGroups", config, vpc);
        new ServiceEndpoints(this, "Endpoints", config, vpc, groups.of(Party.ENDPOINTS));
        new NameFirewall(this, "NameFirewall", config, vpc);
    }

    private static SubnetConfiguration subnet(String name, SubnetType type, int mask) {
        SubnetConfiguration.Builder subnet =
                SubnetConfiguration.builder().name(name).subnetType(type).cidrMask(mask);
        return type == SubnetType.PUBLIC ? subnet.mapPublicIpOnLaunch(false).build() : subnet.build();
    }

    /// The network.
    public Vpc vpc() {
        return vpc;
    }

    /// Who may talk to whom.
    public SecurityGroups groups() {
        return groups;
    }

    /// Where the services run.
    public static SubnetSelection forServices() {
        return SubnetSelection.builder()
                .subnetType(SubnetType.PRIVATE_WITH_EGRESS)
                .build();
    }

    /// Where brokers and databases run: no way to or from the internet.
    public static SubnetSelection forData() {
        return SubnetSelection.builder().subnetType(SubnetType.PRIVATE_ISOLATED).build();
    }
}
