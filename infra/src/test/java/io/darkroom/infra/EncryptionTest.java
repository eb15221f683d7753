package io.darkroom.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.infra.Templates.Resource;
import io.darkroom.infra.config.EnvironmentConfig;
import io.darkroom.infra.config.Environments;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;

/// Everything is encrypted where it lies and on its way, with keys of our own that are renewed.
class EncryptionTest {

    static final List<EnvironmentConfig> ENVIRONMENTS = Environments.ALL;

    @ParameterizedTest
    @FieldSource("ENVIRONMENTS")
    void renewsEveryKey(EnvironmentConfig config) {
        assertThat(Templates.of(config).resources("AWS::KMS::Key"))
                .isNotEmpty()
                .allMatch(key -> key.property("EnableKeyRotation").asBoolean());
    }

    @ParameterizedTest
    @FieldSource("ENVIRONMENTS")
    void encryptsBucketsAndOpensNoneToThePublic(EnvironmentConfig config) {
        Templates templates = Templates.of(config);
        for (Resource bucket : templates.resources("AWS::S3::Bucket")) {
            String encryption = templates.text(bucket.stack(), bucket.property("BucketEncryption"));

            assertThat(encryption)
                    .contains(bucket.id().contains("AccessLogs") ? "SSEAlgorithm=AES256" : "<storage/ObjectsKey>.Arn");
            assertThat(bucket.property("PublicAccessBlockConfiguration").properties())
                    .hasSize(4)
                    .allMatch(block -> block.getValue().asBoolean());
        }
    }

    @ParameterizedTest
    @FieldSource("ENVIRONMENTS")
    void refusesWhoeverComesToABucketWithoutTls(EnvironmentConfig config) {
        Templates templates = Templates.of(config);
        List<Resource> policies = templates.resources("AWS::S3::BucketPolicy");

        assertThat(policies).hasSameSizeAs(templates.resources("AWS::S3::Bucket"));
        assertThat(policies).allMatch(policy -> {
            String statements = templates.text(policy.stack(), policy.property("PolicyDocument", "Statement"));
            return statements.contains("aws:SecureTransport=false") && statements.contains("s3:TlsVersion=1.2");
        });
    }

    @ParameterizedTest
    @FieldSource("ENVIRONMENTS")
    void takesKafkaClientsByIamOverTlsAndInNoOtherWay(EnvironmentConfig config) {
        Resource cluster = Templates.of(config).resource("AWS::MSK::Cluster", "Cluster");

        assertThat(cluster.property("EncryptionInfo", "EncryptionInTransit", "ClientBroker")
                        .asString())
                .isEqualTo("TLS");
        assertThat(cluster.property("EncryptionInfo", "EncryptionInTransit", "InCluster")
                        .asBoolean())
                .isTrue();
        assertThat(cluster.property("EncryptionInfo", "EncryptionAtRest").has("DataVolumeKMSKeyId"))
                .isTrue();
        JsonNode authentication = cluster.property("ClientAuthentication");
        assertThat(authentication.path("Sasl").path("Iam").path("Enabled").asBoolean())
                .isTrue();
        assertThat(authentication.path("Sasl").has("Scram")).isFalse();
        assertThat(authentication.has("Tls")).isFalse();
        assertThat(authentication.path("Unauthenticated").path("Enabled").asBoolean())
                .isFalse();
    }

    @ParameterizedTest
    @FieldSource("ENVIRONMENTS")
    void takesDatabaseClientsOverTlsOnly(EnvironmentConfig config) {
        Templates templates = Templates.of(config);

        assertThat(templates
                        .resource("AWS::RDS::DBParameterGroup", "Parameters")
                        .property("Parameters", "rds.force_ssl")
                        .asString())
                .isEqualTo("1");
        Resource primary = templates.resource("AWS::RDS::DBInstance", "Primary");
        assertThat(primary.property("StorageEncrypted").asBoolean()).isTrue();
        assertThat(primary.property("EnableIAMDatabaseAuthentication").asBoolean())
                .isTrue();
        assertThat(primary.property("MultiAZ").asBoolean()).isTrue();
        assertThat(templates.resources("AWS::RDS::DBInstance"))
                .hasSize(2)
                .noneMatch(instance -> instance.property("PubliclyAccessible").asBoolean());
    }

    @ParameterizedTest
    @FieldSource("ENVIRONMENTS")
    void encryptsEveryLogAlarmSecretAndContainerImage(EnvironmentConfig config) {
        Templates templates = Templates.of(config);

        assertThat(templates.resources("AWS::Logs::LogGroup"))
                .allMatch(group -> group.properties().has("KmsKeyId"));
        assertThat(templates.resources("AWS::SNS::Topic"))
                .allMatch(topic -> topic.properties().has("KmsMasterKeyId"));
        assertThat(templates.resources("AWS::SecretsManager::Secret"))
                .hasSize(2)
                .allMatch(secret -> secret.properties().has("KmsKeyId"));
        assertThat(templates.resources("AWS::ECR::Repository"))
                .hasSize(4)
                .allMatch(repository -> repository
                        .property("EncryptionConfiguration", "EncryptionType")
                        .asString()
                        .equals("KMS"));
    }
}
