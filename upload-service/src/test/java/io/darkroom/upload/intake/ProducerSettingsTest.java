package io.darkroom.upload.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.support.KafkaSupportAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.kafka.core.ProducerFactory;

class ProducerSettingsTest {

    private final ApplicationContextRunner shipped = new ApplicationContextRunner()
            .withInitializer(new ConfigDataApplicationContextInitializer())
            .withConfiguration(
                    AutoConfigurations.of(KafkaAutoConfiguration.class, KafkaSupportAutoConfiguration.class));

    @Test
    void sendsAnEventAtOnceAndHasItAcknowledgedByAllReplicas() {
        shipped.run(context -> {
            ProducerFactory<?, ?> producers = context.getBean(ProducerFactory.class);

            assertThat(producers.getConfigurationProperties())
                    .containsEntry("linger.ms", "0")
                    .containsEntry("acks", "all")
                    .containsEntry("enable.idempotence", true);
        });
    }
}
