package io.darkroom.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.infra.Templates.Resource;
import io.darkroom.infra.config.EnvironmentConfig;
import io.darkroom.infra.config.Environments;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;

/// People and machines.
class IdentityTest {

    static final List<EnvironmentConfig> ENVIRONMENTS = Environments.ALL;

    @ParameterizedTest
    @FieldSource("ENVIRONMENTS")
    void letsNobodySignUpAndNoUserChooseItsCustomer(EnvironmentConfig config) {
        Templates templates = Templates.of(config);
        Resource users = templates.resource("AWS::Cognito::UserPool", "Users");
        Resource page = templates.resource("AWS::Cognito::UserPoolClient", "WebPage");

        assertThat(users.property("AdminCreateUserConfig", "AllowAdminCreateUserOnly")
                        .asBoolean())
                .isTrue();
        assertThat(page.property("WriteAttributes").valueStream().map(JsonNode::asString))
                .isNotEmpty()
                .noneMatch(attribute -> attribute.startsWith("custom:"));
    }

    @ParameterizedTest
    @FieldSource("ENVIRONMENTS")
    void givesThePageCodesAndNoSecretAndMachinesTheirOwnScopesOnly(EnvironmentConfig config) {
        Templates templates = Templates.of(config);
        Resource page = templates.resource("AWS::Cognito::UserPoolClient", "WebPage");
        Resource machine = templates.resource("AWS::Cognito::UserPoolClient", "AcmeImporter");

        assertThat(templates.text("identity", page.property("AllowedOAuthFlows")))
                .isEqualTo("[code]");
        assertThat(page.property("GenerateSecret").asBoolean()).isFalse();
        assertThat(templates.text("identity", page.property("AllowedOAuthScopes")))
                .doesNotContain("customer.")
                .doesNotContain("role.");
        assertThat(templates.text("identity", machine.property("AllowedOAuthFlows")))
                .isEqualTo("[client_credentials]");
        assertThat(machine.property("GenerateSecret").asBoolean()).isTrue();
        assertThat(templates.text("identity", machine.property("AllowedOAuthScopes")))
                .isEqualTo("[darkroom-api/customer.acme, darkroom-api/role.customer]");
    }

    @ParameterizedTest
    @FieldSource("ENVIRONMENTS")
    void hasAGroupForEachRoleAndAsksTheFunctionForEveryToken(EnvironmentConfig config) {
        Templates templates = Templates.of(config);

        assertThat(templates.resources("AWS::Cognito::UserPoolGroup"))
                .extracting(group -> group.property("GroupName").asString())
                .containsExactlyInAnyOrder("customer", "analyst", "operator");
        assertThat(templates
                        .resource("AWS::Cognito::UserPool", "Users")
                        .property("LambdaConfig", "PreTokenGenerationConfig", "LambdaVersion")
                        .asString())
                .isEqualTo("V3_0");
    }
}
