package io.darkroom.infra.identity;

import io.darkroom.infra.DarkroomStack;
import io.darkroom.infra.config.EnvironmentConfig;
import io.darkroom.infra.storage.StorageStack;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.cognito.AccountRecovery;
import software.amazon.awscdk.services.cognito.CfnUserPoolGroup;
import software.amazon.awscdk.services.cognito.CognitoDomainOptions;
import software.amazon.awscdk.services.cognito.FeaturePlan;
import software.amazon.awscdk.services.cognito.LambdaVersion;
import software.amazon.awscdk.services.cognito.Mfa;
import software.amazon.awscdk.services.cognito.MfaSecondFactor;
import software.amazon.awscdk.services.cognito.PasswordPolicy;
import software.amazon.awscdk.services.cognito.SignInAliases;
import software.amazon.awscdk.services.cognito.StringAttribute;
import software.amazon.awscdk.services.cognito.UserPool;
import software.amazon.awscdk.services.cognito.UserPoolDomainOptions;
import software.amazon.awscdk.services.cognito.UserPoolOperation;
import software.constructs.Construct;

/// People and machines. Nobody signs up by themselves: an administrator makes a user, puts it into
/// groups (its roles)
/// and says for which customer it acts.
public final class IdentityStack extends DarkroomStack {

    /// The user attribute that says for which customer a user acts; only administrators write it.
    static final String CUSTOMER_ATTRIBUTE = "customer_id";

    /// The roles that there are, as groups.
    static final List<String> ROLES = List.of("customer", "analyst", "operator");

    private final UserPool users;
    private final AppClients clients;

    public IdentityStack(Construct scope, EnvironmentConfig config, StorageStack storage) {
        super(scope, config, "identity", Lifetime.KEPT);
        users = UserPool.Builder.create(this, "Users")
                .userPoolName(config.prefix())
                .featurePlan(FeaturePlan.ESSENTIALS)
                .selfSignUpEnabled(false)
                .signInAliases(SignInAliases.builder().email(true).build())
                .signInCaseSensitive(false)
                .accountRecovery(AccountRecovery.EMAIL_ONLY)
                .mfa(Mfa.OPTIONAL)
                .mfaSecondFactor(MfaSecondFactor.builder().otp(true).sms(false).build())
                .passwordPolicy(PasswordPolicy.builder()
                        .minLength(12)
                        .requireLowercase(true)
                        .requireUppercase(true)
                        .requireDigits(true)
                        .requireSymbols(true)
                        .build())
                .customAttributes(Map.of(
                        CUSTOMER_ATTRIBUTE,
                        StringAttribute.Builder.create()
                                .mutable(true)
                                .minLen(1)
                                .maxLen(63)
                                .build()))
                .deletionProtection(true)
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
        users.addTrigger(
                UserPoolOperation.PRE_TOKEN_GENERATION_CONFIG,
                new TokenClaims(this, "TokenClaims", config, storage.logsKey()).function(),
                LambdaVersion.V3_0);
        ROLES.forEach(this::group);
        clients = new AppClients(this, "Clients", config, users);
        users.addDomain(
                "Domain",
                UserPoolDomainOptions.builder()
                        .cognitoDomain(CognitoDomainOptions.builder()
                                .domainPrefix(config.prefix() + "-" + config.account())
                                .build())
                        .build());
        CfnOutput.Builder.create(this, "Issuer").value(issuer()).build();
    }

    private void group(String role) {
        CfnUserPoolGroup.Builder.create(this, Character.toUpperCase(role.charAt(0)) + role.substring(1) + "s")
                .userPoolId(users.getUserPoolId())
                .groupName(role)
                .build();
    }

    /// The ids of all apps that may ask for tokens, parted by commas.
    public String clientIds() {
        return String.join(",", clients.ids());
    }

    /// The issuer of tokens.
    public String issuer() {
        return "https://cognito-idp.%s.amazonaws.com/%s".formatted(config().region(), users.getUserPoolId());
    }
}
