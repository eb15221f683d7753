package io.darkroom.infra.observability;

import io.darkroom.infra.config.EnvironmentConfig;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.budgets.CfnBudget;
import software.amazon.awscdk.services.budgets.CfnBudget.BudgetDataProperty;
import software.amazon.awscdk.services.budgets.CfnBudget.NotificationProperty;
import software.amazon.awscdk.services.budgets.CfnBudget.NotificationWithSubscribersProperty;
import software.amazon.awscdk.services.budgets.CfnBudget.SpendProperty;
import software.amazon.awscdk.services.budgets.CfnBudget.SubscriberProperty;
import software.constructs.Construct;

/// Tells when the month's cost is forecast to go beyond the budget, and when four fifths of it are
/// spent.
final class Budget extends Construct {

    private static final int MOST_PERCENT = 100;
    private static final int EARLY_PERCENT = 80;

    Budget(Construct scope, String id, EnvironmentConfig config) {
        super(scope, id);
        CfnBudget.Builder.create(this, "Monthly")
                .budget(BudgetDataProperty.builder()
                        .budgetName(config.prefix())
                        .budgetType("COST")
                        .timeUnit("MONTHLY")
                        .budgetLimit(SpendProperty.builder()
                                .amount(config.operations().monthlyBudgetUsd())
                                .unit("USD")
                                .build())
                        // Tags must be activated for billing once: see docs/deploy.md.
                        .costFilters(Map.of("TagKeyValue", List.of("user:environment$" + config.name())))
                        .build())
                .notificationsWithSubscribers(List.of(
                        notification(config, "FORECASTED", MOST_PERCENT),
                        notification(config, "ACTUAL", EARLY_PERCENT)))
                .build();
    }

    private static NotificationWithSubscribersProperty notification(
            EnvironmentConfig config, String type, int percent) {
        return NotificationWithSubscribersProperty.builder()
                .notification(NotificationProperty.builder()
                        .notificationType(type)
                        .comparisonOperator("GREATER_THAN")
                        .threshold(percent)
                        .thresholdType("PERCENTAGE")
                        .build())
                .subscribers(List.of(SubscriberProperty.builder()
                        .subscriptionType("EMAIL")
                        .address(config.operations().alarmEmail())
                        .build()))
                .build();
    }
}
