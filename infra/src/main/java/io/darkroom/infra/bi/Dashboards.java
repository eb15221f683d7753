package io.darkroom.infra.bi;

import io.darkroom.infra.Resources;
import io.darkroom.infra.config.EnvironmentConfig;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import software.amazon.awscdk.services.quicksight.CfnAnalysis;
import software.amazon.awscdk.services.quicksight.CfnDashboard;
import software.constructs.Construct;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The analysis and the dashboard. Both have the same sheets, from `quicksight/images.json`: images,
/// failures, latency,
/// balance. To change it, change the analysis in QuickSight, describe its definition, and put that into
/// the file.
final class Dashboards extends Construct {

    private static final String DEFINITION = "/quicksight/images.json";
    private static final String DATA_SETS = "DataSetIdentifierDeclarations";
    private static final List<String> READER_ACTIONS =
            List.of("quicksight:DescribeDashboard", "quicksight:ListDashboardVersions", "quicksight:QueryDashboard");
    private static final List<String> AUTHOR_ACTIONS = List.of(
            "quicksight:DeleteAnalysis",
            "quicksight:DescribeAnalysis",
            "quicksight:DescribeAnalysisPermissions",
            "quicksight:QueryAnalysis",
            "quicksight:RestoreAnalysis",
            "quicksight:UpdateAnalysis",
            "quicksight:UpdateAnalysisPermissions");

    Dashboards(Construct scope, String id, EnvironmentConfig config, DataSets dataSets) {
        super(scope, id);
        Map<String, Object> definition = definition(dataSets.arns());
        CfnAnalysis analysis = CfnAnalysis.Builder.create(this, "Analysis")
                .awsAccountId(config.account())
                .analysisId(config.prefix())
                .name("Darkroom " + config.name())
                .permissions(List.of(CfnAnalysis.ResourcePermissionProperty.builder()
                        .principal(config.analysts().groupArn())
                        .actions(AUTHOR_ACTIONS)
                        .build()))
                .build();
        analysis.addPropertyOverride("Definition", definition);
        CfnDashboard dashboard = CfnDashboard.Builder.create(this, "Dashboard")
                .awsAccountId(config.account())
                .dashboardId(config.prefix())
                .name("Darkroom " + config.name())
                .permissions(List.of(CfnDashboard.ResourcePermissionProperty.builder()
                        .principal(config.analysts().groupArn())
                        .actions(READER_ACTIONS)
                        .build()))
                .build();
        dashboard.addPropertyOverride("Definition", definition);
    }

    private static Map<String, Object> definition(Map<String, String> arns) {
        Map<String, Object> definition = JsonMapper.shared()
                .readValue(Resources.text(DEFINITION), new TypeReference<TreeMap<String, Object>>() {});
        if (!(definition.get(DATA_SETS) instanceof List<?> declared)) {
            throw new IllegalStateException(DEFINITION + " declares no data sets");
        }
        definition.put(
                DATA_SETS,
                declared.stream().map(declaration -> withArn(declaration, arns)).toList());
        return definition;
    }

    private static Map<String, String> withArn(Object declaration, Map<String, String> arns) {
        String name = declaration instanceof Map<?, ?> properties ? String.valueOf(properties.get("Identifier")) : "";
        Map<String, String> complete = new TreeMap<>();
        complete.put("Identifier", name);
        complete.put(
                "DataSetArn",
                Objects.requireNonNull(arns.get(name), () -> DEFINITION + " declares an unknown data set: " + name));
        return complete;
    }
}
