package io.darkroom.stats.reconciliation;

import io.darkroom.stats.StatsProperties;
import io.darkroom.stats.fact.FactDays;
import io.darkroom.stats.freshness.FreshnessRepository;
import io.darkroom.store.ImageStore;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReconciliationConfiguration {

    @Bean
    Reconciliation reconciliation(
            ObjectProvider<ImageStore> store,
            FreshnessRepository freshness,
            FactDays days,
            ReconciliationRepository comparisons,
            StatsProperties properties) {
        StatsProperties.Reconciliation settings = properties.reconciliation();
        DueOriginals due = new DueOriginals(freshness::completeUntil, days::first, settings.grace());
        return new Reconciliation(store::getObject, due, comparisons, settings.every());
    }

    @Bean
    UnaccountedWatch unaccountedWatch(
            ReconciliationRepository comparisons, StatsProperties properties, MeterRegistry meters) {
        return new UnaccountedWatch(comparisons, properties.reconciliation().every(), meters);
    }
}
