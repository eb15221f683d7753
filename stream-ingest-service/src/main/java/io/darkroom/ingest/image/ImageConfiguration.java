package io.darkroom.ingest.image;

import io.darkroom.store.Retention;
import io.darkroom.store.StoreSettings;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.support.ProducerListener;

/// What taking an image in needs beyond the shared set-up: a second producer, for dead letters, and how long outcomes
/// are kept.
@Configuration(proxyBeanMethods = false)
class ImageConfiguration {

    // Dead letters are as large as images and nobody waits for them: more room and more time than events have.
    private static final Map<String, Object> SETTINGS = Map.of(
            ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
            ByteArraySerializer.class,
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            16 * 1024 * 1024,
            ProducerConfig.BUFFER_MEMORY_CONFIG,
            64L * 1024 * 1024,
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            30_000L,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            10_000,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            30_000);

    @Bean(defaultCandidate = false)
    KafkaTemplate<byte[], byte[]> deadLetterTemplate(ProducerFactory<byte[], byte[]> producers) {
        KafkaTemplate<byte[], byte[]> template = new KafkaTemplate<>(producers, SETTINGS);
        // What cannot be written is thrown, and logged where that ends.
        template.setProducerListener(new ProducerListener<>() {});
        return template;
    }

    @Bean
    Retention retention(StoreSettings settings) {
        return settings.retention();
    }

    @Bean
    DeadLetters deadLetters(@Qualifier("deadLetterTemplate") KafkaTemplate<byte[], byte[]> template) {
        return new DeadLetters(template);
    }
}
