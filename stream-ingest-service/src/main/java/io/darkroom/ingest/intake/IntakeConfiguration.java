package io.darkroom.ingest.intake;

import io.darkroom.ingest.IngestProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.ContainerCustomizer;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerPausingBackOffHandler;
import org.springframework.kafka.listener.ListenerContainerPauseService;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;

/// How the listener's container is set up, beyond what `application.yaml` says.
@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {

    @Bean
    ContainerCustomizer<Object, Object, ConcurrentMessageListenerContainer<Object, Object>> consumers(
            IngestProperties properties) {
        return container -> container.setConcurrency(properties.consumer().threads());
    }

    @Bean
    CommonErrorHandler redelivery(IngestProperties properties, TaskScheduler resumes, IntakeMetrics metrics) {
        var pause = new ContainerPausingBackOffHandler(new ListenerContainerPauseService(null, resumes));
        return new Redelivery(properties.backOff(), pause, metrics);
    }

    @Bean
    TaskScheduler resumes() {
        SimpleAsyncTaskScheduler scheduler = new SimpleAsyncTaskScheduler();
        scheduler.setThreadNamePrefix("resume-");
        scheduler.setVirtualThreads(true);
        return scheduler;
    }
}
