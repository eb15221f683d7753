package io.darkroom.infra.edge;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationProtocol;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationTargetGroup;
import software.amazon.awscdk.services.elasticloadbalancingv2.HealthCheck;
import software.amazon.awscdk.services.elasticloadbalancingv2.Protocol;
import software.amazon.awscdk.services.elasticloadbalancingv2.TargetGroupLoadBalancingAlgorithmType;
import software.amazon.awscdk.services.elasticloadbalancingv2.TargetType;
import software.constructs.Construct;

/// The tasks of one service, as the load balancer sees them.
///
/// Asked is whether a task is alive, not whether all that it depends on is there: else an outage of
/// Kafka would have
/// every task replaced, and the sender of an image would get no answer in place of a clear one.
///
/// @param vpc the network
/// @param port where the service takes requests
/// @param managementPort where its Actuator listens
record Targets(IVpc vpc, int port, int managementPort) {

    private static final Duration INTERVAL = Duration.seconds(10);
    private static final Duration TIMEOUT = Duration.seconds(5);
    private static final Duration DRAINING = Duration.seconds(30);

    ApplicationTargetGroup group(Construct scope, String id) {
        return ApplicationTargetGroup.Builder.create(scope, id)
                .vpc(vpc)
                .targetType(TargetType.IP)
                .protocol(ApplicationProtocol.HTTP)
                .port(port)
                // Uploads take long and vary: whoever has the fewest in hand gets the next.
                .loadBalancingAlgorithmType(TargetGroupLoadBalancingAlgorithmType.LEAST_OUTSTANDING_REQUESTS)
                .deregistrationDelay(DRAINING)
                .healthCheck(HealthCheck.builder()
                        .protocol(Protocol.HTTP)
                        .port(Integer.toString(managementPort))
                        .path("/actuator/health/liveness")
                        .interval(INTERVAL)
                        .timeout(TIMEOUT)
                        .healthyThresholdCount(2)
                        .unhealthyThresholdCount(3)
                        .build())
                .build();
    }
}
