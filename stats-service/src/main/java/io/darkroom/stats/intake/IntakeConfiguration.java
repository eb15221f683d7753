package io.darkroom.stats.intake;

import io.darkroom.events.InvalidEventException;
import io.darkroom.stats.StatsProperties;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/// What becomes of a record that stopped a batch: one that can never be counted is a dead letter at once, any other
/// is delivered again until it is counted. The records behind it wait.
@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {

    @Bean
    DefaultErrorHandler intakeErrorHandler(DeadLetters deadLetters, StatsProperties properties) {
        ExponentialBackOff pauses =
                new ExponentialBackOff(properties.retry().firstPause().toMillis(), 2);
        pauses.setMaxInterval(properties.retry().longestPause().toMillis());
        DefaultErrorHandler handler = new DefaultErrorHandler(deadLetters, pauses);
        handler.setClassifications(Map.of(InvalidEventException.class, false), true);
        // IntakeState and DeadLetters tell what there is to tell, once.
        handler.setLogLevel(KafkaException.Level.DEBUG);
        return handler;
    }
}
