package io.darkroom.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the user pool's function puts into access tokens: the shipped code, run on Node.js.
class TokenClaimsTest {

    private static final int LARGEST_INLINE_CODE = 4096;

    @TempDir
    Path directory;

    @Test
    void givesAPersonItsCustomerAndItsGroupsAsRoles() throws Exception {
        JsonNode claims = claims("""
                {"triggerSource": "TokenGeneration_HostedAuth", "request": {
                  "userAttributes": {"custom:customer_id": "acme"},
                  "groupConfiguration": {"groupsToOverride": ["customer", "analyst", "staff"]}}}""");

        assertThat(claims.path("customer_id").asString()).isEqualTo("acme");
        assertThat(claims.path("roles").toString()).isEqualTo("[\"customer\",\"analyst\"]");
    }

    @Test
    void givesAMachineTheCustomerOfItsScopes() throws Exception {
        JsonNode claims = claims("""
                {"triggerSource": "TokenGeneration_ClientCredentials", "request": {
                  "scopes": ["darkroom-api/customer.acme", "darkroom-api/role.customer"]}}""");

        assertThat(claims.path("customer_id").asString()).isEqualTo("acme");
        assertThat(claims.path("roles").toString()).isEqualTo("[\"customer\"]");
    }

    @Test
    void givesAMachineOfTwoCustomersNone() throws Exception {
        JsonNode claims = claims("""
                {"triggerSource": "TokenGeneration_ClientCredentials", "request": {
                  "scopes": ["darkroom-api/customer.acme", "darkroom-api/customer.other"]}}""");

        assertThat(claims.has("customer_id")).isFalse();
    }

    @Test
    void takesNoCustomerFromAMachinesOwnWords() throws Exception {
        JsonNode claims = claims("""
                {"triggerSource": "TokenGeneration_ClientCredentials", "request": {
                  "userAttributes": {"custom:customer_id": "other"}, "clientMetadata": {"customer_id": "other"},
                  "scopes": ["elsewhere/customer.other"]}}""");

        assertThat(claims.has("customer_id")).isFalse();
        assertThat(claims.path("roles")).isEmpty();
    }

    @Test
    void takesNoPersonsScopesForACustomer() throws Exception {
        JsonNode claims = claims("""
                {"triggerSource": "TokenGeneration_RefreshTokens", "request": {"userAttributes": {},
                  "scopes": ["darkroom-api/customer.other"]}}""");

        assertThat(claims.has("customer_id")).isFalse();
    }

    @Test
    void givesNoCustomerOfAWrongShape() throws Exception {
        JsonNode claims = claims("""
                {"triggerSource": "TokenGeneration_HostedAuth", "request": {
                  "userAttributes": {"custom:customer_id": "../other"}}}""");

        assertThat(claims.has("customer_id")).isFalse();
    }

    @Test
    void fitsIntoATemplate() {
        assertThat(Resources.text("/identity/token-claims.js").length()).isLessThan(LARGEST_INLINE_CODE);
    }

    private JsonNode claims(String event) throws Exception {
        Path code = directory.resolve("index.js");
        Files.writeString(code, Resources.text("/identity/token-claims.js"));
        Process node = new ProcessBuilder(
                        "node",
                        "-e",
                        "require(process.argv[1]).handler(JSON.parse(process.argv[2]))"
                                + ".then((event) => console.log(JSON.stringify(event.response)))",
                        code.toAbsolutePath().toString(),
                        event)
                .redirectErrorStream(true)
                .start();
        String answer = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(node.waitFor()).as(answer).isZero();
        return JsonMapper.shared()
                .readTree(answer)
                .path("claimsAndScopeOverrideDetails")
                .path("accessTokenGeneration")
                .path("claimsToAddOrOverride");
    }
}
