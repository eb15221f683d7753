package io.darkroom.infra.services;

import io.darkroom.infra.RetainedLogs;
import io.darkroom.infra.network.NetworkStack;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.ecs.AwsLogDriverMode;
import software.amazon.awscdk.services.ecs.AwsLogDriverProps;
import software.amazon.awscdk.services.ecs.CfnService;
import software.amazon.awscdk.services.ecs.ContainerDefinition;
import software.amazon.awscdk.services.ecs.ContainerDefinitionOptions;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.CpuArchitecture;
import software.amazon.awscdk.services.ecs.DeploymentCircuitBreaker;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.ecs.HealthCheck;
import software.amazon.awscdk.services.ecs.LinuxParameters;
import software.amazon.awscdk.services.ecs.LogDriver;
import software.amazon.awscdk.services.ecs.LogDrivers;
import software.amazon.awscdk.services.ecs.MountPoint;
import software.amazon.awscdk.services.ecs.OperatingSystemFamily;
import software.amazon.awscdk.services.ecs.PortMapping;
import software.amazon.awscdk.services.ecs.PropagatedTagSource;
import software.amazon.awscdk.services.ecs.RuntimePlatform;
import software.amazon.awscdk.services.ecs.Volume;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationTargetGroup;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/// One service: its role, its task (the service beside a collector of metrics and traces), its
/// deployment.
///
/// A task runs as nobody in particular, writes only to its scratch directories, and is replaced when it
/// is not alive. A
/// deployment that does not become healthy is rolled back by itself.
public final class PlatformService extends Construct {

    private static final String USER = "10001:10001";
    private static final Duration GRACE_AT_START = Duration.seconds(120);

    private final ServiceSpecification specification;
    private final ServiceSurroundings surroundings;
    private final FargateService service;

    PlatformService(
            Construct scope,
            String id,
            ServiceSurroundings surroundings,
            ServiceSpecification specification,
            List<PolicyStatement> rights) {
        super(scope, id);
        this.specification = specification;
        this.surroundings = surroundings;
        RetainedLogs logs = new RetainedLogs(
                this, "Logs", surroundings.config(), surroundings.storage().logsKey());
        TelemetryCollector collector = new TelemetryCollector(this, "Telemetry", surroundings, specification);
        Role role = role();
        rights.forEach(role::addToPolicy);
        collector.rights().forEach(role::addToPolicy);
        FargateTaskDefinition task = task(role);
        addService(task, logs);
        collector.addTo(task, logDriver(logs, "collector"));
        service = service(task);
    }

    private Role role() {
        return Role.Builder.create(this, "Role")
                .path(surroundings.config().serviceRolePath())
                .description("What " + specification.name() + " may do")
                .assumedBy(new ServicePrincipal("ecs-tasks.amazonaws.com"))
                .build();
    }

    private FargateTaskDefinition task(Role role) {
        return FargateTaskDefinition.Builder.create(this, "Task")
                .family(surroundings.config().prefix() + "-" + specification.name())
                .cpu(specification.fleet().cpu())
                .memoryLimitMiB(specification.fleet().memoryMb())
                .runtimePlatform(RuntimePlatform.builder()
                        .cpuArchitecture(CpuArchitecture.ARM64)
                        .operatingSystemFamily(OperatingSystemFamily.LINUX)
                        .build())
                .taskRole(role.withoutPolicyUpdates())
                .volumes(specification.scratch().stream()
                        .map(directory ->
                                Volume.builder().name(volume(directory)).build())
                        .toList())
                .build();
    }

    private static String volume(String directory) {
        return directory.substring(1);
    }

    private void addService(FargateTaskDefinition task, RetainedLogs logs) {
        ContainerDefinition container = task.addContainer(
                "Service",
                ContainerDefinitionOptions.builder()
                        .containerName(specification.name())
                        .image(ContainerImage.fromEcrRepository(
                                surroundings.storage().repositories().of(specification.name()),
                                surroundings.imageTag()))
                        .essential(true)
                        .user(USER)
                        .readonlyRootFilesystem(true)
                        // What a worker leaves behind when it is killed is collected.
                        .linuxParameters(LinuxParameters.Builder.create(this, "Linux")
                                .initProcessEnabled(true)
                                .build())
                        .environment(surroundings
                                .settings()
                                .of(specification, surroundings.config(), surroundings.storage()))
                        .secrets(surroundings.settings().secretsOf(this, specification))
                        .portMappings(List.of(port(specification.port()), port(specification.managementPort())))
                        .healthCheck(HealthCheck.builder()
                                .command(List.of("CMD", "/app/healthy", "actuator", "liveness"))
                                .interval(Duration.seconds(10))
                                .timeout(Duration.seconds(5))
                                .retries(6)
                                .startPeriod(GRACE_AT_START)
                                .build())
                        .stopTimeout(specification.stopTimeout())
                        .logging(logDriver(logs, "service"))
                        .build());
        specification
                .scratch()
                .forEach(directory -> container.addMountPoints(MountPoint.builder()
                        .sourceVolume(volume(directory))
                        .containerPath(directory)
                        .readOnly(false)
                        .build()));
    }

    private static PortMapping port(int port) {
        return PortMapping.builder().containerPort(port).build();
    }

    // A log that cannot be written for a moment never stops an image.
    private static LogDriver logDriver(RetainedLogs logs, String prefix) {
        return LogDrivers.awsLogs(AwsLogDriverProps.builder()
                .logGroup(logs)
                .streamPrefix(prefix)
                .mode(AwsLogDriverMode.NON_BLOCKING)
                .build());
    }

    private FargateService service(FargateTaskDefinition task) {
        FargateService.Builder builder = FargateService.Builder.create(this, "Service")
                .serviceName(specification.name())
                .cluster(surroundings.cluster())
                .taskDefinition(task)
                .vpcSubnets(NetworkStack.forServices())
                .securityGroups(List.of(surroundings.network().groups().of(specification.party())))
                .assignPublicIp(false)
                .minHealthyPercent(100)
                .maxHealthyPercent(200)
                .circuitBreaker(DeploymentCircuitBreaker.builder()
                        .enable(true)
                        .rollback(true)
                        .build())
                .enableEcsManagedTags(true)
                .propagateTags(PropagatedTagSource.SERVICE);
        if (specification.fleet().fewest() == specification.fleet().most()) {
            // Else scaling decides, and a deployment must not put it back.
            builder.desiredCount(specification.fleet().fewest());
        }
        return builder.build();
    }

    /// What ECS must be allowed to start a task, beyond its container image and its logs.
    void mayStartWith(PolicyStatement right) {
        service.getTaskDefinition().addToExecutionRolePolicy(right);
    }

    // Not by the CDK's own method, which would open ports a second time: who may talk to whom stands in one place.
    void takeRequestsFrom(ApplicationTargetGroup targets) {
        Map<String, Object> target = new TreeMap<>();
        target.put("ContainerName", specification.name());
        target.put("ContainerPort", specification.port());
        target.put("TargetGroupArn", targets.getTargetGroupArn());
        if (service.getNode().getDefaultChild() instanceof CfnService resource) {
            resource.addPropertyOverride("LoadBalancers", List.of(target));
            resource.addPropertyOverride("HealthCheckGracePeriodSeconds", GRACE_AT_START.toSeconds());
        }
    }

    ServiceSpecification specification() {
        return specification;
    }

    ServiceSurroundings surroundings() {
        return surroundings;
    }

    FargateService service() {
        return service;
    }

    /// The service's name.
    public String name() {
        return specification.name();
    }

    /// Tasks that there must be at least.
    public int fewestTasks() {
        return specification.fleet().fewest();
    }
}
