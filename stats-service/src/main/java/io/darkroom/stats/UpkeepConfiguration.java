package io.darkroom.stats;

import io.darkroom.stats.backlog.BacklogWatch;
import io.darkroom.stats.fact.PartitionKeeper;
import io.darkroom.stats.freshness.FreshnessCheck;
import io.darkroom.stats.reconciliation.Reconciliation;
import io.darkroom.stats.reconciliation.UnaccountedWatch;
import io.darkroom.stats.watch.AccountsWatch;
import java.time.Duration;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.scheduling.config.FixedRateTask;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

/// What the service does again and again, from its start.
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class UpkeepConfiguration implements SchedulingConfigurer {

    private final StatsProperties.Checks checks;
    private final PartitionKeeper partitions;
    private final FreshnessCheck freshness;
    private final AccountsWatch accounts;
    private final BacklogWatch backlogs;
    private final Reconciliation reconciliation;
    private final UnaccountedWatch unaccounted;

    UpkeepConfiguration(
            StatsProperties properties,
            PartitionKeeper partitions,
            FreshnessCheck freshness,
            AccountsWatch accounts,
            BacklogWatch backlogs,
            Reconciliation reconciliation,
            UnaccountedWatch unaccounted) {
        this.checks = properties.checks();
        this.partitions = partitions;
        this.freshness = freshness;
        this.accounts = accounts;
        this.backlogs = backlogs;
        this.reconciliation = reconciliation;
        this.unaccounted = unaccounted;
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar tasks) {
        tasks.addFixedDelayTask(every(checks.partitions(), partitions::keep));
        tasks.addFixedDelayTask(every(checks.balance(), accounts::balance));
        tasks.addFixedDelayTask(every(checks.balance(), backlogs::measure));
        tasks.addFixedDelayTask(every(checks.balance(), unaccounted::measure));
        tasks.addFixedDelayTask(every(checks.freshness(), () -> {
            freshness.check();
            accounts.freshness();
        }));
        // Takes as long as the bucket is large or the store is slow: at a fixed rate each run has a thread of its own,
        // while tasks with a fixed delay share one.
        tasks.addFixedRateTask(
                new FixedRateTask(reconciliation::reconcile, checks.reconciliation(), checks.reconciliation()));
    }

    private static FixedDelayTask every(Duration pause, Runnable task) {
        return new FixedDelayTask(task, pause, Duration.ZERO);
    }
}
