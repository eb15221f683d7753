package io.darkroom.processor;

import io.darkroom.events.Channel;
import io.darkroom.processor.pipeline.ImagePipeline;
import io.darkroom.processor.pipeline.Patience;
import io.darkroom.processor.pipeline.ProcessorChain;
import io.darkroom.processor.pipeline.ProcessorStep;
import io.darkroom.processor.pipeline.WorkDirectory;
import io.darkroom.processor.pipeline.Workshop;
import io.darkroom.processor.result.OutcomeWriter;
import io.darkroom.processor.result.ResultLimits;
import io.darkroom.processor.worker.WorkerLimits;
import io.darkroom.processor.worker.WorkerPool;
import io.darkroom.processor.worker.WorkerPools;
import io.darkroom.processor.worker.WorkerSpecification;
import io.darkroom.processor.worker.WorkersHealth;
import io.darkroom.store.ImageStore;
import io.darkroom.store.StoreSettings;
import io.darkroom.support.EventPublisher;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
        ProcessorProperties.Lanes lanes = properties.lanes();
        return new WorkerPools(
                directory.workers(),
                specifications(properties),
                Map.of(
                        Channel.UPLOAD, lanes.uploaded().share(),
                        Channel.STREAM, lanes.streamed().share()),
                registry);
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

    private static ProcessorStep step(
            ProcessorProperties properties, ProcessorProperties.Processor processor, WorkerPool pool) {
        ProcessorProperties.Results results = properties.results();
        return new ProcessorStep(
                new ProcessorStep.Settings(
                        processor.name(), processor.mediaTypes(), processor.deadline(), processor.parameters()),
                pool,
                new ResultLimits(
                        results.maxFiles(),
                        results.maxFileSize(),
                        results.mediaTypes(),
                        results.maxLabels(),
                        results.maxAttributes()));
    }

    private static List<WorkerSpecification> specifications(ProcessorProperties properties) {
        return properties.processors().stream()
                .map(processor -> new WorkerSpecification(
                        processor.name(),
                        command(properties, processor),
                        processor.environment(),
                        processor.workers(),
                        limits(properties, processor)))
                .toList();
    }

    private static List<String> command(ProcessorProperties properties, ProcessorProperties.Processor processor) {
        @Nullable String builtIn = processor.builtIn();
        return builtIn == null
                ? processor.command()
                : BuiltInProcessors.locate(properties.builtInDirectory()).command(processor, builtIn);
    }

    private static WorkerLimits limits(ProcessorProperties properties, ProcessorProperties.Processor processor) {
        return new WorkerLimits(
                processor.startTimeout(),
                processor.memoryLimit(),
                processor.addressSpaceLimit(),
                properties.results().maxFileSize(),
                processor.recycleAfter(),
                processor.recycleAboveMemory());
    }
}
