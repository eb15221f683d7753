package io.darkroom.stats;

import io.darkroom.stats.backlog.BacklogWatch;
import io.darkroom.stats.fact.PartitionKeeper;
import io.darkroom.stats.freshness.FreshnessCheck;
import io.darkroom.stats.watch.AccountsWatch;
import java.time.Duration;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;
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

    UpkeepConfiguration(
            StatsProperties properties,
            PartitionKeeper partitions,
            FreshnessCheck freshness,
            AccountsWatch accounts,
            BacklogWatch backlogs) {
        this.checks = properties.checks();
        this.partitions = partitions;
        this.freshness = freshness;
        this.accounts = accounts;
        this.backlogs = backlogs;
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar tasks) {
        tasks.addFixedDelayTask(every(checks.partitions(), partitions::keep));
        tasks.addFixedDelayTask(every(checks.balance(), accounts::balance));
        tasks.addFixedDelayTask(every(checks.balance(), backlogs::measure));
        tasks.addFixedDelayTask(every(checks.freshness(), () -> {
            freshness.check();
            accounts.freshness();
        }));
    }

    private static FixedDelayTask every(Duration pause, Runnable task) {
        return new FixedDelayTask(task, pause, Duration.ZERO);
    }
}
