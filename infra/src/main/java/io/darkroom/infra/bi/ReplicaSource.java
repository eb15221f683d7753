package io.darkroom.infra.bi;

import io.darkroom.infra.config.EnvironmentConfig;
import io.darkroom.infra.database.DatabaseStack;
import io.darkroom.infra.network.NetworkStack;
import io.darkroom.infra.network.Party;
import io.darkroom.infra.network.Ports;
import java.util.List;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.quicksight.CfnDataSource;
import software.amazon.awscdk.services.quicksight.CfnVPCConnection;
import software.constructs.Construct;

/// QuickSight's way to the replica: network interfaces in our isolated subnets, TLS, and the password
/// of `bi_reader`.
final class ReplicaSource extends Construct {

    private final CfnDataSource source;

    ReplicaSource(Construct scope, String id, EnvironmentConfig config, NetworkStack network, DatabaseStack database) {
        super(scope, id);
        CfnVPCConnection connection = connection(config, network, interfaceRole());
        source = CfnDataSource.Builder.create(this, "Replica")
                .awsAccountId(config.account())
                .dataSourceId(config.prefix())
                .name("Darkroom " + config.name())
                .type("POSTGRESQL")
                .dataSourceParameters(CfnDataSource.DataSourceParametersProperty.builder()
                        .postgreSqlParameters(CfnDataSource.PostgreSqlParametersProperty.builder()
                                .host(database.replica().getDbInstanceEndpointAddress())
                                .port(Ports.POSTGRES)
                                .database(DatabaseStack.NAME)
                                .build())
                        .build())
                .credentials(CfnDataSource.DataSourceCredentialsProperty.builder()
                        .secretArn(database.readerSecret().getSecretArn())
                        .build())
                .sslProperties(CfnDataSource.SslPropertiesProperty.builder()
                        .disableSsl(false)
                        .build())
                .vpcConnectionProperties(CfnDataSource.VpcConnectionPropertiesProperty.builder()
                        .vpcConnectionArn(connection.getAttrArn())
                        .build())
                .permissions(List.of(CfnDataSource.ResourcePermissionProperty.builder()
                        .principal(config.analysts().groupArn())
                        .actions(List.of(
                                "quicksight:DescribeDataSource",
                                "quicksight:DescribeDataSourcePermissions",
                                "quicksight:PassDataSource"))
                        .build()))
                .build();
    }

    private CfnVPCConnection connection(EnvironmentConfig config, NetworkStack network, Role role) {
        CfnVPCConnection connection = CfnVPCConnection.Builder.create(this, "Connection")
                .awsAccountId(config.account())
                .vpcConnectionId(config.prefix())
                .name("Darkroom " + config.name())
                .subnetIds(network.vpc().selectSubnets(NetworkStack.forData()).getSubnetIds())
                .securityGroupIds(List.of(network.groups().of(Party.QUICKSIGHT).getSecurityGroupId()))
                .roleArn(role.getRoleArn())
                .build();
        // The role's policy must be there before QuickSight makes its interfaces.
        connection.getNode().addDependency(role);
        return connection;
    }

    // QuickSight makes and removes its interfaces itself; none of these actions can name a resource beforehand.
    private Role interfaceRole() {
        Role role = Role.Builder.create(this, "InterfaceRole")
                .assumedBy(new ServicePrincipal("quicksight.amazonaws.com"))
                .build();
        role.addToPolicy(PolicyStatement.Builder.create()
                .actions(List.of(
                        "ec2:CreateNetworkInterface",
                        "ec2:DeleteNetworkInterface",
                        "ec2:DescribeSecurityGroups",
                        "ec2:DescribeSubnets",
                        "ec2:ModifyNetworkInterfaceAttribute"))
                .resources(List.of("*"))
                .build());
        return role;
    }

    String arn() {
        return source.getAttrArn();
    }
}
