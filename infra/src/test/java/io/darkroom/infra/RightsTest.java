package io.darkroom.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.infra.Templates.Resource;
import io.darkroom.infra.config.EnvironmentConfig;
import io.darkroom.infra.config.Environments;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What every role may do, against the written table.
class RightsTest {

    private static final EnvironmentConfig CONFIG = Environments.SINGAPORE;

    @Test
    void givesEveryRoleExactlyTheWrittenRights() {
        Map<String, Set<String>> rights = new TreeMap<>();
        for (String right : rights(CONFIG)) {
            String[] parts = right.split(" ", 3);
            rights.computeIfAbsent(parts[0] + " | " + parts[2], key -> new TreeSet<>())
                    .add(parts[1]);
        }

        assertThat(rights.entrySet().stream()
                        .map(right -> right.getKey() + " | " + String.join(" ", right.getValue()))
                        .sorted())
                .containsExactlyElementsOf(ExpectedTable.rows("/rights.txt"));
    }

    @Test
    void givesNobodyEverything() {
        List<String> everything = rights(CONFIG).stream()
                .filter(right -> right.matches("\\S+ (\\S*:)?\\* .*"))
                .toList();

        assertThat(everything).isEmpty();
    }

    @Test
    void namesResourcesWhereverThereAreAnyToName() {
        List<String> unnamed = rights(CONFIG).stream()
                .filter(right -> right.endsWith(" *"))
                .map(right -> right.split(" ", -1)[1])
                .distinct()
                .sorted()
                .toList();

        // Reading: ECR's token is for a whole registry. X-Ray knows no resources. QuickSight makes its interfaces
        // itself.
        assertThat(unnamed)
                .containsExactly(
                        "ec2:CreateNetworkInterface",
                        "ec2:DeleteNetworkInterface",
                        "ec2:DescribeSecurityGroups",
                        "ec2:DescribeSubnets",
                        "ec2:ModifyNetworkInterfaceAttribute",
                        "ecr:GetAuthorizationToken",
                        "xray:GetSamplingRules",
                        "xray:GetSamplingTargets",
                        "xray:PutTelemetryRecords",
                        "xray:PutTraceSegments");
    }

    @Test
    void letsNoServiceDeleteButPiecesOfImages() {
        assertThat(rights(CONFIG))
                .filteredOn(right -> right.matches("\\S+ (s3|rds|kafka|kafka-cluster):Delete.*"))
                .containsExactly("services/UploadRole s3:DeleteObject storage/Originals/uploads/*");
    }

    @Test
    void letsTheExternalAppSendToItsTopicAndNothingElse() {
        Templates templates = Templates.of(CONFIG);
        Resource role = templates.resource("AWS::IAM::Role", "ExternalApp");

        List<String> rights = rights(CONFIG).stream()
                .filter(right -> right.startsWith("messaging/ExternalAppRole "))
                .map(right -> right.split(" ", -1)[1] + " " + right.substring(right.lastIndexOf('/') + 1))
                .toList();

        assertThat(rights)
                .containsExactlyInAnyOrder(
                        "kafka-cluster:Connect Cluster",
                        "kafka-cluster:DescribeCluster Cluster",
                        "kafka-cluster:WriteDataIdempotently Cluster",
                        "kafka-cluster:DescribeTopic images.external",
                        "kafka-cluster:WriteData images.external");
        assertThat(templates.text(role.stack(), role.property("AssumeRolePolicyDocument")))
                .contains(CONFIG.externalApp().account())
                .contains("sts:ExternalId=" + CONFIG.externalApp().externalId());
    }

    /// One line for each role, action and resource.
    static List<String> rights(EnvironmentConfig config) {
        Templates templates = Templates.of(config);
        List<String> rights = new ArrayList<>();
        for (Resource policy : templates.resources("AWS::IAM::Policy")) {
            for (JsonNode role : policy.property("Roles")) {
                String name = templates.text(policy.stack(), role).replaceAll("[<>]", "");
                for (JsonNode statement : policy.property("PolicyDocument", "Statement")) {
                    assertThat(statement.path("Effect").asString()).isEqualTo("Allow");
                    for (String action : each(templates, policy.stack(), statement.path("Action"))) {
                        for (String resource : each(templates, policy.stack(), statement.path("Resource"))) {
                            rights.add(name + " " + action + " " + shortened(resource));
                        }
                    }
                }
            }
        }
        for (Resource role : templates.resources("AWS::IAM::Role")) {
            for (JsonNode managed : role.property("ManagedPolicyArns")) {
                rights.add(role.stack() + "/" + role.id() + " managed " + templates.text(role.stack(), managed));
            }
            assertThat(role.properties().has("Policies")).isFalse();
        }
        return rights;
    }

    // "arn:aws:kafka:REGION:ACCOUNT:topic/CLUSTER/UUID/images.external" becomes "topic/images.external".
    private static String shortened(String arn) {
        return arn.replaceAll("^arn:aws:kafka:[^ ]*:(topic|group)/.*#2/", "$1/")
                .replaceAll("^arn:aws:ecr:[^ ]*:repository/", "repository/")
                .replaceAll("^arn:aws:rds-db:[^ ]*:dbuser:.*/", "dbuser/")
                .replace(".Arn", "")
                .replaceAll("[<>]", "");
    }

    private static List<String> each(Templates templates, String stack, JsonNode oneOrMany) {
        Stream<JsonNode> values = oneOrMany.isArray() ? oneOrMany.valueStream() : Stream.of(oneOrMany);
        return values.map(value -> templates.text(stack, value)).toList();
    }
}
