package io.darkroom.infra.network;

import io.darkroom.infra.config.EnvironmentConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpoint;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpoint;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointAwsService;
import software.amazon.awscdk.services.iam.AnyPrincipal;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/// Ways to AWS's own services that do not lead over the internet: S3 by a gateway, the rest by
/// interfaces.
final class ServiceEndpoints extends Construct {

    ServiceEndpoints(Construct scope, String id, EnvironmentConfig config, IVpc vpc, ISecurityGroup group) {
        super(scope, id);
        toS3(config, vpc);
        interfaces()
                .forEach((name, service) -> InterfaceVpcEndpoint.Builder.create(this, name)
                        .vpc(vpc)
                        .service(service)
                        .subnets(NetworkStack.forServices())
                        .securityGroups(List.of(group))
                        .privateDnsEnabled(true)
                        .open(false)
                        .build());
    }

    private static Map<String, InterfaceVpcEndpointAwsService> interfaces() {
        Map<String, InterfaceVpcEndpointAwsService> services = new LinkedHashMap<>();
        services.put("EcrApi", InterfaceVpcEndpointAwsService.ECR);
        services.put("EcrDocker", InterfaceVpcEndpointAwsService.ECR_DOCKER);
        services.put("Logs", InterfaceVpcEndpointAwsService.CLOUDWATCH_LOGS);
        services.put("Secrets", InterfaceVpcEndpointAwsService.SECRETS_MANAGER);
        services.put("Tokens", InterfaceVpcEndpointAwsService.STS);
        services.put("Keys", InterfaceVpcEndpointAwsService.KMS);
        services.put("Traces", InterfaceVpcEndpointAwsService.XRAY);
        return services;
    }

    // What has got hold of a service's place cannot carry images to a bucket of its own.
    private void toS3(EnvironmentConfig config, IVpc vpc) {
        GatewayVpcEndpoint s3 = GatewayVpcEndpoint.Builder.create(this, "S3")
                .vpc(vpc)
                .service(GatewayVpcEndpointAwsService.S3)
                .build();
        s3.addToPolicy(PolicyStatement.Builder.create()
                .sid("OwnBuckets")
                .principals(List.of(new AnyPrincipal()))
                .actions(List.of("s3:*"))
                .resources(List.of("*"))
                .conditions(Map.of("StringEquals", Map.of("aws:ResourceAccount", config.account())))
                .build());
        s3.addToPolicy(PolicyStatement.Builder.create()
                .sid("ImageLayersAndReferredImages")
                .principals(List.of(new AnyPrincipal()))
                .actions(List.of("s3:GetObject", "s3:ListBucket"))
                .resources(foreignBuckets(config))
                .build());
    }

    private static List<String> foreignBuckets(EnvironmentConfig config) {
        List<String> arns = new ArrayList<>();
        // Where ECR keeps the layers of container images.
        arns.add("arn:aws:s3:::prod-%s-starport-layer-bucket/*".formatted(config.region()));
        for (String bucket : config.externalApp().datarefBuckets()) {
            arns.add("arn:aws:s3:::" + bucket);
            arns.add("arn:aws:s3:::" + bucket + "/*");
        }
        return arns;
    }
}
