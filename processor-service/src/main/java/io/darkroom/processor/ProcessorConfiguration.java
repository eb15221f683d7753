package io.darkroom.processor;

import io.darkroom.processor.pipeline.ImagePipeline;
import io.darkroom.processor.pipeline.Patience;
import io.darkroom.processor.pipeline.ProcessorChain;
import io.darkroom.processor.pipeline.ProcessorStep;
import io.darkroom.processor.pipeline.WorkDirectory;
import io.darkroom.processor.pipeline.Workshop;
import io.darkroom.processor.result.OutcomeWriter;
import io.darkroom.processor.result.ResultLimits;
import io.darkroom.processor.worker.OwnMemory;
import io.darkroom.processor.worker.ProcessorPool;
import io.darkroom.processor.worker.WorkerLauncher;
import io.darkroom.processor.worker.WorkerPools;
import io.darkroom.processor.worker.WorkersHealth;
import io.darkroom.store.ImageStore;
import io.darkroom.store.StoreSettings;
import io.darkroom.support.EventPublisher;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ProcessorProperties.class)
class ProcessorConfiguration {

    @Bean
    Patience patience() {
        return new Patience(Duration.ofMillis(200), Duration.ofSeconds(10));
    }

    @Bean
    WorkDirectory workDirectory(ProcessorProperties properties) {
        return WorkDirectory.open(properties.workDirectory(), properties.workReserve());
    }

    @Bean
    WorkerPools workerPools(ProcessorProperties properties, WorkDirectory directory, MeterRegistry registry) {
        OwnMemory.hide();
        WorkerLauncher launcher = new WorkerLauncher(directory.workers(), properties.sandbox());
        PoolAssembly assembly = new PoolAssembly(properties, launcher, registry);
        return new WorkerPools(
                launcher, properties.processors().stream().map(assembly::pool).toList());
    }

    @Bean
    WorkersHealth workersHealthIndicator(WorkerPools pools) {
        return new WorkersHealth(pools);
    }

    @Bean
    ProcessorChain processorChain(ProcessorProperties properties, WorkerPools pools) {
        List<ProcessorStep> steps = new ArrayList<>();
        for (int i = 0; i < properties.processors().size(); i++) {
            steps.add(step(
                    properties, properties.processors().get(i), pools.pools().get(i)));
        }
        return new ProcessorChain(steps);
    }

    @Bean
    OutcomeWriter outcomeWriter(Clock clock, StoreSettings settings) {
        return new OutcomeWriter(clock, settings.retention());
    }

    @Bean
    Workshop workshop(
            ImageStore store,
            WorkDirectory directory,
            ProcessorChain chain,
            OutcomeWriter outcomes,
            Patience patience) {
        return new Workshop(store, directory, chain, outcomes, patience);
    }

    @Bean
    ImagePipeline imagePipeline(
            ImageStore store, Workshop workshop, EventPublisher publisher, Patience patience, MeterRegistry registry) {
        return new ImagePipeline(store, workshop, publisher, patience, registry);
    }

    private static ProcessorStep step(ProcessorProperties properties, ProcessorSettings processor, ProcessorPool pool) {
        ProcessorProperties.Results results = properties.results();
        return new ProcessorStep(
                new ProcessorStep.Settings(
                        processor.name(),
                        processor.mediaTypes(),
                        processor.deadline(),
                        processor.parameters(),
                        processor.besidePrevious()),
                pool,
                new ResultLimits(
                        results.maxFiles(),
                        results.maxFileSize(),
                        results.mediaTypes(),
                        results.maxLabels(),
                        results.maxAttributes()));
    }
}
