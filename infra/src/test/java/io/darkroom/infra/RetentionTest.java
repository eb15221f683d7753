package io.darkroom.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.infra.Templates.Resource;
import io.darkroom.infra.config.EnvironmentConfig;
import io.darkroom.infra.config.EnvironmentConfig.LogDays;
import io.darkroom.infra.config.EnvironmentConfig.Retention;
import io.darkroom.infra.config.Environments;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Nothing that customers were promised goes early, and nothing stays for ever.
class RetentionTest {

    static final List<EnvironmentConfig> ENVIRONMENTS = Environments.ALL;

    @ParameterizedTest
    @FieldSource("ENVIRONMENTS")
    void keepsOriginalsAndResultsForSevenDaysAtLeast(EnvironmentConfig config) {
        for (String bucket : List.of("Originals", "Results")) {
            List<JsonNode> expiries = rules(config, bucket).stream()
                    .filter(rule -> rule.has("ExpirationInDays"))
                    .toList();

            assertThat(expiries).hasSize(1);
            assertThat(expiries.getFirst().path("ExpirationInDays").asInt())
                    .isEqualTo(config.retention().objectDays())
                    .isGreaterThanOrEqualTo(7);
        }
    }

    @ParameterizedTest
    @FieldSource("ENVIRONMENTS")
    void cleansOldVersionsMarkersAndUnfinishedUploads(EnvironmentConfig config) {
        for (String bucket : List.of("Originals", "Results")) {
            List<JsonNode> rules = rules(config, bucket);

            assertThat(rules).allMatch(rule -> rule.path("Status").asString().equals("Enabled"));
            assertThat(rules)
                    .anyMatch(rule -> rule.path("NoncurrentVersionExpiration")
                                    .path("NoncurrentDays")
                                    .asInt()
                            == 1);
            assertThat(rules)
                    .anyMatch(rule ->
                            rule.path("ExpiredObjectDeleteMarker").asBoolean() && !rule.has("ExpirationInDays"));
            assertThat(rules)
                    .anyMatch(rule -> rule.path("AbortIncompleteMultipartUpload")
                                    .path("DaysAfterInitiation")
                                    .asInt()
                            == 1);
        }
    }

    @ParameterizedTest
    @FieldSource("ENVIRONMENTS")
    void locksResultsForExactlyAsLongAsTheyAreKept(EnvironmentConfig config) {
        Resource results = Templates.of(config).resource("AWS::S3::Bucket", "Results");

        JsonNode lock = results.property("ObjectLockConfiguration", "Rule", "DefaultRetention");

        assertThat(results.property("ObjectLockEnabled").asBoolean()).isTrue();
        assertThat(lock.path("Mode").asString()).isEqualTo("GOVERNANCE");
        assertThat(lock.path("Days").asInt()).isEqualTo(config.retention().objectDays());
    }

    @ParameterizedTest
    @FieldSource("ENVIRONMENTS")
    void deniesEveryServiceToDeleteOrToUnlock(EnvironmentConfig config) {
        Templates templates = Templates.of(config);
        for (String bucket : List.of("Originals", "Results")) {
            JsonNode locked = denial(templates, bucket, "ServicesNeverUnlock");
            JsonNode kept = denial(templates, bucket, "ServicesNeverDelete");

            assertThat(locked.path("Action").valueStream().map(JsonNode::asString))
                    .contains("s3:DeleteObjectVersion", "s3:BypassGovernanceRetention", "s3:PutLifecycleConfiguration");
            assertThat(kept.path("Action").asString()).isEqualTo("s3:DeleteObject");
            for (JsonNode denial : List.of(locked, kept)) {
                assertThat(denial.path("Effect").asString()).isEqualTo("Deny");
                assertThat(templates.text("storage", denial.path("Condition")))
                        .contains("role" + config.serviceRolePath() + "*");
            }
        }
        assertThat(templates.resources("AWS::IAM::Role"))
                .filteredOn(role -> role.stack().equals("services")
                        && role.id().endsWith("Role")
                        && !role.id().contains("Execution")
                        && !role.id().startsWith("DatabaseSetup"))
                .hasSize(4)
                .allMatch(role -> role.property("Path").asString().equals(config.serviceRolePath()));
    }

    @ParameterizedTest
    @FieldSource("ENVIRONMENTS")
    void keepsWhatServicesMayRemoveApartFromImages(EnvironmentConfig config) {
        Templates templates = Templates.of(config);

        JsonNode originals = denial(templates, "Originals", "ServicesNeverDelete");
        JsonNode results = denial(templates, "Results", "ServicesNeverDelete");

        assertThat(templates.text("storage", originals.path("NotResource"))).endsWith("/uploads/*");
        assertThat(originals.has("Resource")).isFalse();
        assertThat(templates.text("storage", results.path("Resource"))).endsWith("/*");
        assertThat(results.has("NotResource")).isFalse();
    }

    @ParameterizedTest
    @FieldSource("ENVIRONMENTS")
    void keepsLogsForAWhileAndNotForEver(EnvironmentConfig config) {
        List<Resource> groups = Templates.of(config).resources("AWS::Logs::LogGroup");

        assertThat(groups)
                .isNotEmpty()
                .allMatch(group -> group.property("RetentionInDays").asInt()
                        == config.retention().logDays().days());
    }

    @ParameterizedTest
    @FieldSource("ENVIRONMENTS")
    void keepsWhatCannotBeMadeAgainWhenAStackGoes(EnvironmentConfig config) {
        List<Resource> kept = Templates.of(config).resources().stream()
                .filter(resource -> List.of(
                                "AWS::S3::Bucket",
                                "AWS::KMS::Key",
                                "AWS::RDS::DBInstance",
                                "AWS::MSK::Cluster",
                                "AWS::Cognito::UserPool",
                                "AWS::SecretsManager::Secret",
                                "AWS::ECR::Repository")
                        .contains(resource.type()))
                .toList();

        assertThat(kept)
                .hasSizeGreaterThan(10)
                .allMatch(resource ->
                        resource.body().path("DeletionPolicy").asString().equals("Retain"));
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 1, 0, -1})
    void refusesToPromiseLess(int days) {
        assertThatThrownBy(() -> new Retention(days, LogDays.D30, 30, 7)).hasMessageContaining("at least 7 days");
    }

    @Test
    void backsTheDatabaseUp() {
        Resource primary = Templates.of(Environments.SINGAPORE).resource("AWS::RDS::DBInstance", "Primary");

        assertThat(primary.property("BackupRetentionPeriod").asInt()).isEqualTo(14);
        assertThat(primary.property("DeleteAutomatedBackups").asBoolean()).isFalse();
        assertThat(primary.property("DeletionProtection").asBoolean()).isTrue();
    }

    private static JsonNode denial(Templates templates, String bucket, String sid) {
        return templates
                .resource("AWS::S3::BucketPolicy", bucket)
                .property("PolicyDocument", "Statement")
                .valueStream()
                .filter(statement -> statement.path("Sid").asString("").equals(sid))
                .findFirst()
                .orElseThrow();
    }

    private static List<JsonNode> rules(EnvironmentConfig config, String bucket) {
        return Templates.of(config)
                .resource("AWS::S3::Bucket", bucket)
                .property("LifecycleConfiguration", "Rules")
                .valueStream()
                .toList();
    }
}
