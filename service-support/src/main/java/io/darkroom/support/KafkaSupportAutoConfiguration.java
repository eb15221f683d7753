package io.darkroom.support;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaConsumerFactoryCustomizer;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaProducerFactoryCustomizer;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaOperations;

/// How every service talks to Kafka: text keys, byte values, acknowledged by every in-sync replica,
/// consumer groups of KIP-848
/// that commit only what their listeners have finished. Time-outs are short enough for a request to end
/// within 10 seconds. `spring.kafka.producer.properties.*` and `spring.kafka.consumer.properties.*` stand above these
/// defaults.
@AutoConfiguration(before = KafkaAutoConfiguration.class)
public class KafkaSupportAutoConfiguration {

    private static final Map<String, Object> PRODUCER = Map.of(
            ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
            StringSerializer.class,
            ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
            ByteArraySerializer.class,
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            true,
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            4_000,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            2_500,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            5_000,
            ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
            500,
            // Dead letters of the external topic carry whole images.
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            10 * 1024 * 1024);

    private static final Map<String, Object> CONSUMER = Map.of(
            ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
            StringDeserializer.class,
            ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
            ByteArrayDeserializer.class,
            ConsumerConfig.GROUP_PROTOCOL_CONFIG,
            "consumer",
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
            500,
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            false);

    @Bean
    DefaultKafkaProducerFactoryCustomizer producerDefaults(KafkaProperties settings) {
        return factory -> {
            factory.updateConfigs(PRODUCER);
            factory.updateConfigs(Map.copyOf(settings.getProducer().getProperties()));
        };
    }

    @Bean
    DefaultKafkaConsumerFactoryCustomizer consumerDefaults(KafkaProperties settings) {
        return factory -> {
            factory.updateConfigs(CONSUMER);
            factory.updateConfigs(Map.copyOf(settings.getConsumer().getProperties()));
        };
    }

    @Bean
    @ConditionalOnMissingBean
    EventPublisher eventPublisher(
            @Qualifier("kafkaTemplate") KafkaOperations<String, byte[]> kafka, Environment environment) {
        return new EventPublisher(kafka, "/" + environment.getRequiredProperty("spring.application.name"));
    }

    @Bean
    @ConditionalOnMissingBean
    EventTail eventTail(KafkaAdmin kafkaAdmin) {
        return new EventTail(kafkaAdmin);
    }

    @Bean
    BrokerHealth brokerHealthIndicator(KafkaAdmin kafkaAdmin) {
        return new BrokerHealth(kafkaAdmin);
    }
}
