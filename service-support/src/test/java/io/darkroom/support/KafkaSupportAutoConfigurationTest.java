package io.darkroom.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.ProducerFactory;

class KafkaSupportAutoConfigurationTest {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withPropertyValues("spring.application.name=test-service")
            .withConfiguration(
                    AutoConfigurations.of(KafkaAutoConfiguration.class, KafkaSupportAutoConfiguration.class));

    @Test
    void putsASettingAboveItsDefaultAndLeavesTheOthers() {
        runner.withPropertyValues(
                        "spring.kafka.producer.properties.max.block.ms=60000",
                        "spring.kafka.consumer.properties.reconnect.backoff.max.ms=900")
                .run(context -> {
                    ProducerFactory<?, ?> producers = context.getBean(ProducerFactory.class);
                    ConsumerFactory<?, ?> consumers = context.getBean(ConsumerFactory.class);

                    assertThat(producers.getConfigurationProperties())
                            .containsEntry("max.block.ms", "60000")
                            .containsEntry("acks", "all");
                    assertThat(consumers.getConfigurationProperties())
                            .containsEntry("reconnect.backoff.max.ms", "900")
                            .containsEntry("group.protocol", "consumer");
                });
    }
}
