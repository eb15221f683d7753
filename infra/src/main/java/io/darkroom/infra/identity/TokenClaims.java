package io.darkroom.infra.identity;

import io.darkroom.infra.Resources;
import io.darkroom.infra.RetainedLogs;
import io.darkroom.infra.config.EnvironmentConfig;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/// Puts the claims that Darkroom reads into access tokens: see `identity/token-claims.js`.
final class TokenClaims extends Construct {

    private final Function function;

    TokenClaims(Construct scope, String id, EnvironmentConfig config, IKey logsKey) {
        super(scope, id);
        LogGroup logs = new RetainedLogs(this, "Logs", config, logsKey);
        Role role = Role.Builder.create(this, "Role")
                .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                .build();
        role.addToPolicy(PolicyStatement.Builder.create()
                .actions(List.of("logs:CreateLogStream", "logs:PutLogEvents"))
                .resources(List.of(logs.getLogGroupArn()))
                .build());
        function = Function.Builder.create(this, "Function")
                .description("Darkroom: the claims of access tokens")
                .runtime(Runtime.NODEJS_24_X)
                .architecture(Architecture.ARM_64)
                .handler("index.handler")
                .code(Code.fromInline(Resources.text("/identity/token-claims.js")))
                .role(role.withoutPolicyUpdates())
                .timeout(Duration.seconds(3))
                .memorySize(128)
                .logGroup(logs)
                .build();
    }

    IFunction function() {
        return function;
    }
}
