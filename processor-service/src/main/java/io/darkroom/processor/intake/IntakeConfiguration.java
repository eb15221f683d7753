package io.darkroom.processor.intake;

import io.darkroom.events.Channel;
import io.darkroom.processor.ProcessorProperties;
import io.darkroom.processor.pipeline.ImagePipeline;
import io.darkroom.processor.pipeline.Patience;
import io.darkroom.support.EventTracing;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaOperations;

@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {

    @Bean
    ReceivedImageHandler receivedImageHandler(
            ImagePipeline pipeline,
            Patience patience,
            @Qualifier("kafkaTemplate") KafkaOperations<String, byte[]> kafka,
            MeterRegistry registry) {
        return new ReceivedImageHandler(pipeline, new DeadLetters(kafka, registry), patience);
    }

    @Bean
    Intake intake(
            ProcessorProperties properties,
            ReceivedImageHandler handler,
            EventTracing tracing,
            ConsumerFactory<? super String, ? super byte[]> consumers,
            MeterRegistry registry) {
        RecordHandler traced = record -> tracing.<@Nullable Void, InterruptedException>handle(record, () -> {
            handler.handle(record);
            return null;
        });
        ProcessorProperties.Lanes lanes = properties.lanes();
        return new Intake(
                List.of(
                        reader(Channel.UPLOAD, lanes.uploaded(), traced, consumers),
                        reader(Channel.STREAM, lanes.streamed(), traced, consumers)),
                properties.drainTimeout(),
                registry);
    }

    private static LaneReader reader(
            Channel channel,
            ProcessorProperties.Lane lane,
            RecordHandler handler,
            ConsumerFactory<? super String, ? super byte[]> consumers) {
        return new LaneReader(channel, new LaneLimits(lane.inFlight(), lane.readAhead()), handler, consumers);
    }

    @Bean
    HealthIndicator progressHealthIndicator(Intake intake) {
        return new ProgressHealth(intake);
    }
}
