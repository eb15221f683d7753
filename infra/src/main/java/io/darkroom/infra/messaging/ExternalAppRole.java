package io.darkroom.infra.messaging;

import io.darkroom.events.Topics;
import io.darkroom.infra.config.EnvironmentConfig;
import java.util.List;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.AccountPrincipal;
import software.amazon.awscdk.services.iam.Role;
import software.constructs.Construct;

/// The role that the external app takes on from its own account: it may send to `images.external`, and
/// nothing else.
final class ExternalAppRole extends Construct {

    ExternalAppRole(Construct scope, String id, EnvironmentConfig config, KafkaRights rights) {
        super(scope, id);
        Role role = Role.Builder.create(this, "Role")
                .roleName(config.prefix() + "-external-app")
                .description("Sends images to " + Topics.EXTERNAL)
                .assumedBy(new AccountPrincipal(config.externalApp().account()))
                .externalIds(List.of(config.externalApp().externalId()))
                .maxSessionDuration(Duration.hours(1))
                .build();
        role.addToPolicy(rights.connect());
        rights.write(Topics.EXTERNAL).forEach(role::addToPolicy);
        CfnOutput.Builder.create(this, "RoleArn").value(role.getRoleArn()).build();
    }
}
