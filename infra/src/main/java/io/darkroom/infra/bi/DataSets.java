package io.darkroom.infra.bi;

import io.darkroom.infra.config.EnvironmentConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.services.quicksight.CfnDataSet;
import software.amazon.awscdk.services.quicksight.CfnDataSet.CustomSqlProperty;
import software.amazon.awscdk.services.quicksight.CfnDataSet.InputColumnProperty;
import software.amazon.awscdk.services.quicksight.CfnDataSet.PhysicalTableProperty;
import software.amazon.awscdk.services.quicksight.CfnDataSet.ResourcePermissionProperty;
import software.amazon.awscdk.services.quicksight.CfnRefreshSchedule;
import software.constructs.Construct;

/// The data sets, with their refresh and their row-level rules: whoever is in no rule sees no
/// customer's row.
final class DataSets extends Construct {

    private static final String PHYSICAL_TABLE = "query";
    private static final List<String> READER_ACTIONS = List.of(
            "quicksight:DescribeDataSet",
            "quicksight:DescribeDataSetPermissions",
            "quicksight:DescribeIngestion",
            "quicksight:ListIngestions",
            "quicksight:PassDataSet");

    private final EnvironmentConfig config;
    private final ReplicaSource source;
    private final Map<String, CfnDataSet> dataSets = new LinkedHashMap<>();

    DataSets(Construct scope, String id, EnvironmentConfig config, ReplicaSource source) {
        super(scope, id);
        this.config = config;
        this.source = source;
        CfnDataSet rules = rules();
        for (DataSetSpecification specification : DataSetSpecification.all()) {
            dataSets.put(specification.name(), dataSet(specification, rules));
        }
    }

    /// The ARNs of the data sets, by name.
    Map<String, String> arns() {
        Map<String, String> arns = new LinkedHashMap<>();
        dataSets.forEach((name, dataSet) -> arns.put(name, dataSet.getAttrArn()));
        return arns;
    }

    private CfnDataSet rules() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("GroupName", "STRING");
        columns.put("customer_id", "STRING");
        return builder(new DataSetSpecification(
                        "rules",
                        "Who sees which customers",
                        DataSetSpecification.RULES_QUERY.formatted(
                                config.analysts().groupName()),
                        columns,
                        false,
                        false))
                .useAs("RLS_RULES")
                .build();
    }

    private CfnDataSet dataSet(DataSetSpecification specification, CfnDataSet rules) {
        CfnDataSet dataSet = builder(specification).build();
        if (specification.ofCustomers()) {
            Map<String, String> permissions = new TreeMap<>();
            permissions.put("Arn", rules.getAttrArn());
            permissions.put("FormatVersion", "VERSION_1");
            permissions.put("PermissionPolicy", "GRANT_ACCESS");
            permissions.put("Status", "ENABLED");
            dataSet.addPropertyOverride("RowLevelPermissionDataSet", permissions);
        }
        if (specification.imported()) {
            refreshHourly(specification, dataSet);
        }
        return dataSet;
    }

    private CfnDataSet.Builder builder(DataSetSpecification specification) {
        return CfnDataSet.Builder.create(this, specification.name())
                .awsAccountId(config.account())
                .dataSetId(config.prefix() + "-" + specification.name())
                .name("Darkroom %s: %s".formatted(config.name(), specification.title()))
                .importMode(specification.imported() ? "SPICE" : "DIRECT_QUERY")
                .physicalTableMap(Map.of(
                        PHYSICAL_TABLE,
                        PhysicalTableProperty.builder()
                                .customSql(CustomSqlProperty.builder()
                                        .dataSourceArn(source.arn())
                                        .name(specification.name())
                                        .sqlQuery(specification.query())
                                        .columns(specification.columns().entrySet().stream()
                                                .map(DataSets::column)
                                                .toList())
                                        .build())
                                .build()))
                .permissions(List.of(ResourcePermissionProperty.builder()
                        .principal(config.analysts().groupArn())
                        .actions(READER_ACTIONS)
                        .build()));
    }

    private static InputColumnProperty column(Map.Entry<String, String> column) {
        return InputColumnProperty.builder()
                .name(column.getKey())
                .type(column.getValue())
                .build();
    }

    private void refreshHourly(DataSetSpecification specification, CfnDataSet dataSet) {
        CfnRefreshSchedule schedule = CfnRefreshSchedule.Builder.create(this, specification.name() + "-refresh")
                .awsAccountId(config.account())
                .dataSetId(config.prefix() + "-" + specification.name())
                .schedule(CfnRefreshSchedule.RefreshScheduleMapProperty.builder()
                        .scheduleId("hourly")
                        .refreshType("FULL_REFRESH")
                        .scheduleFrequency(CfnRefreshSchedule.ScheduleFrequencyProperty.builder()
                                .interval("HOURLY")
                                .build())
                        .build())
                .build();
        schedule.getNode().addDependency(dataSet);
    }
}
