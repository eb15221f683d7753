package io.darkroom.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.infra.Templates.Resource;
import io.darkroom.infra.config.EnvironmentConfig;
import io.darkroom.infra.config.Environments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;

/// What analysts see.
class BiTest {

    static final List<EnvironmentConfig> ENVIRONMENTS = Environments.ALL;

    private static final Path VIEWS = Path.of("../stats-service/src/main/resources/db/migration/R__bi.sql");
    private static final Pattern READS = Pattern.compile("^select (.*?) from bi\\.(\\w+)");

    @ParameterizedTest
    @FieldSource("ENVIRONMENTS")
    void readsTheReplicaAsTheReaderOverTls(EnvironmentConfig config) {
        Templates templates = Templates.of(config);
        Resource source = templates.resource("AWS::QuickSight::DataSource", "Replica");

        assertThat(templates.text("bi", source.property("DataSourceParameters")))
                .contains("<database/Replica>.Endpoint.Address");
        assertThat(templates.text("bi", source.property("Credentials"))).contains("<database/ReaderSecret>");
        assertThat(source.property("SslProperties", "DisableSsl").asBoolean()).isFalse();
        assertThat(source.properties().has("VpcConnectionProperties")).isTrue();
    }

    @Test
    void readsOnlyColumnsThatTheDocumentedViewsHave() throws IOException {
        String views = Files.readString(VIEWS);
        int read = 0;
        for (Resource dataSet : Templates.of(Environments.SINGAPORE).resources("AWS::QuickSight::DataSet")) {
            Matcher query = READS.matcher(sql(dataSet).path("SqlQuery").asString());
            if (query.find()) {
                read++;
                String view = definition(views, query.group(2));
                for (JsonNode column : sql(dataSet).path("Columns")) {
                    String name = column.path("Name").asString().replace("behind_seconds", "behind");
                    assertThat(view).as(dataSet.id()).containsPattern("\\b" + name + "\\b");
                }
            }
        }
        assertThat(read).isEqualTo(4);
    }

    @Test
    void showsACustomersRowsOnlyToWhomARuleNames() {
        List<Resource> dataSets = Templates.of(Environments.SINGAPORE).resources("AWS::QuickSight::DataSet");

        assertThat(dataSets).hasSize(5);
        assertThat(dataSets)
                .filteredOn(dataSet -> !dataSet.id().endsWith("rules")
                        && sql(dataSet).path("SqlQuery").asString().contains("customer_id"))
                .hasSize(3)
                .allMatch(dataSet -> dataSet.property("RowLevelPermissionDataSet", "Status")
                                .asString()
                                .equals("ENABLED")
                        && dataSet.property("RowLevelPermissionDataSet", "PermissionPolicy")
                                .asString()
                                .equals("GRANT_ACCESS"));
    }

    @Test
    void drawsOnlyColumnsOfItsDataSets() {
        Templates templates = Templates.of(Environments.SINGAPORE);
        for (String type : List.of("AWS::QuickSight::Analysis", "AWS::QuickSight::Dashboard")) {
            JsonNode definition = templates.resources(type).getFirst().property("Definition");
            Set<String> drawn = new TreeSet<>();
            collectColumns(definition, drawn);

            assertThat(definition
                            .path("Sheets")
                            .valueStream()
                            .map(sheet -> sheet.path("Name").asString()))
                    .containsExactly("Images", "Failures", "Latency", "Balance");
            assertThat(drawn).hasSizeGreaterThan(10).isSubsetOf(offered(templates));
        }
    }

    private static Set<String> offered(Templates templates) {
        Set<String> offered = new TreeSet<>();
        for (Resource dataSet : templates.resources("AWS::QuickSight::DataSet")) {
            String name = sql(dataSet).path("Name").asString();
            sql(dataSet)
                    .path("Columns")
                    .forEach(column ->
                            offered.add(name + "." + column.path("Name").asString()));
        }
        return offered;
    }

    private static void collectColumns(JsonNode node, Set<String> columns) {
        if (node.has("ColumnName")) {
            columns.add(node.path("DataSetIdentifier").asString() + "."
                    + node.path("ColumnName").asString());
        }
        node.forEach(child -> collectColumns(child, columns));
    }

    private static JsonNode sql(Resource dataSet) {
        return dataSet.property("PhysicalTableMap", "query", "CustomSql");
    }

    private static String definition(String views, String name) {
        int start = views.indexOf("create view bi." + name + " as");
        assertThat(start).as("the view bi." + name).isNotNegative();
        return views.substring(start, views.indexOf(";", start));
    }
}
