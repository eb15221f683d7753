package io.darkroom.infra.observability;

import io.darkroom.infra.DarkroomStack;
import io.darkroom.infra.config.EnvironmentConfig;
import io.darkroom.infra.database.DatabaseStack;
import io.darkroom.infra.edge.EdgeStack;
import io.darkroom.infra.services.ServicesStack;
import io.darkroom.infra.storage.EncryptionKey;
import io.darkroom.infra.storage.StorageStack;
import java.util.List;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/// Alarms for each promise, told by mail; the operators' dashboard; a budget.
public final class ObservabilityStack extends DarkroomStack {

    /// What is observed.
    ///
    /// @param storage the keys
    /// @param database the primary and the replica
    /// @param edge the front door
    /// @param services the services
    public record Observed(StorageStack storage, DatabaseStack database, EdgeStack edge, ServicesStack services) {}

    public ObservabilityStack(Construct scope, EnvironmentConfig config, Observed observed) {
        super(scope, config, "observability", Lifetime.REPLACEABLE);
        EncryptionKey key = new EncryptionKey(this, "Key", "Darkroom's alarms")
                .usableBy(config, "cloudwatch.amazonaws.com")
                .usableBy(config, "budgets.amazonaws.com");
        Topic topic = Topic.Builder.create(this, "Alarms")
                .displayName("Darkroom " + config.name())
                .masterKey(key)
                .enforceSsl(true)
                .build();
        topic.addSubscription(new EmailSubscription(config.operations().alarmEmail()));
        Metrics metrics = new Metrics(config, observed);
        List<AlarmRule> rules = AlarmRules.all(metrics, config);
        Alarms alarms = new Alarms(this, "Rules", topic, rules);
        new OperatorsDashboard(this, "Dashboard", config, metrics, alarms);
        new Budget(this, "Budget", config);
    }
}
