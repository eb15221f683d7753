package io.darkroom.infra.observability;

import io.darkroom.infra.config.EnvironmentConfig;
import io.darkroom.infra.services.BacklogGroups;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.services.cloudwatch.AlarmStatusWidget;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.constructs.Construct;

/// One page for operators: the alarms, then what comes in, what waits, what fails, and what it all
/// stands on.
final class OperatorsDashboard extends Construct {

    private static final int WIDTH = 12;
    private static final int FULL_WIDTH = 24;

    OperatorsDashboard(Construct scope, String id, EnvironmentConfig config, Metrics metrics, Alarms alarms) {
        super(scope, id);
        Dashboard dashboard = Dashboard.Builder.create(this, "Dashboard")
                .dashboardName(config.prefix())
                .build();
        dashboard.addWidgets(AlarmStatusWidget.Builder.create()
                .title("Alarms")
                .alarms(alarms.all())
                .width(FULL_WIDTH)
                .build());
        String primary = metrics.observed().database().primaryName();
        dashboard.addWidgets(
                graph("Requests", List.of(metrics.loadBalancer("RequestCount", "Sum"))),
                graph("Answers by the services, p95 (s)", List.of(metrics.loadBalancer("TargetResponseTime", "p95"))));
        dashboard.addWidgets(
                graph(
                        "Waiting images",
                        Stream.concat(BacklogGroups.OF_INGEST.stream(), BacklogGroups.OF_PROCESSOR.stream())
                                .map(metrics::backlog)
                                .toList()),
                graph("Failed images (%)", List.of(metrics.failedPercent(1))));
        dashboard.addWidgets(
                graph(
                        "Tasks",
                        metrics.observed().services().services().stream()
                                .map(service -> metrics.runningTasks(service.name()))
                                .toList()),
                graph(
                        "Images in flight",
                        List.of(metrics.own("darkroom.stats.in.flight", "stats-service", "Maximum"))));
        dashboard.addWidgets(
                graph("Fullest broker's disk (%)", List.of(metrics.brokerDisks())),
                graph("Database CPU (%)", List.of(metrics.database(primary, "CPUUtilization", "Average"))));
    }

    private static GraphWidget graph(String title, List<? extends IMetric> metrics) {
        return GraphWidget.Builder.create()
                .title(title)
                .left(metrics)
                .width(WIDTH)
                .build();
    }
}
