package io.darkroom.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.darkroom.events.ImageFormat;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

class IngestPropertiesTest {

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(IngestProperties.class)
    static class Settings {}

    private final ApplicationContextRunner service = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
            .withUserConfiguration(Settings.class);

    @Test
    void theShippedFileIsBound() {
        service.withInitializer(new ConfigDataApplicationContextInitializer()).run(context -> {
            IngestProperties properties = context.getBean(IngestProperties.class);

            assertThat(properties.formats())
                    .containsExactlyInAnyOrder(
                            ImageFormat.JPEG,
                            ImageFormat.PNG,
                            ImageFormat.GIF,
                            ImageFormat.WEBP,
                            ImageFormat.TIFF,
                            ImageFormat.AVIF,
                            ImageFormat.HEIC,
                            ImageFormat.SVG);
            assertThat(properties.maxImageSize()).isEqualTo(DataSize.ofMegabytes(50));
            assertThat(properties.datarefBuckets()).isEmpty();
            assertThat(properties.parallelImages()).isEqualTo(32);
            assertThat(properties.defectAttempts()).isEqualTo(3);
            assertThat(properties.consumer().batchDeadline()).isEqualTo(Duration.ofMinutes(4));
            assertThat(properties.backOff().longest()).isEqualTo(Duration.ofSeconds(10));
        });
    }

    @Test
    void whatTheFileDoesNotSayHasTheSameDefaults() {
        service.run(bare -> service.withInitializer(new ConfigDataApplicationContextInitializer())
                .run(shipped -> assertThat(bare.getBean(IngestProperties.class))
                        .isEqualTo(shipped.getBean(IngestProperties.class))));
    }

    @Test
    void aBatchMayNotTakeLongerThanTheBrokerWaitsForThePollAfterIt() {
        service.withInitializer(new ConfigDataApplicationContextInitializer()).run(context -> {
            Duration stalledAfter =
                    context.getBean(IngestProperties.class).consumer().stalledAfter();
            KafkaProperties kafka = Binder.get(context.getEnvironment())
                    .bind("spring.kafka", KafkaProperties.class)
                    .get();

            assertThat(stalledAfter).isLessThan(kafka.getConsumer().getMaxPollInterval());
        });
    }

    @Test
    void theShippedFileHoldsNothingThatNobodyReads() {
        service.withInitializer(new ConfigDataApplicationContextInitializer()).run(context -> {
            Binder binder = Binder.get(context.getEnvironment(), new NoUnboundElementsBindHandler(BindHandler.DEFAULT));

            assertThatNoException().isThrownBy(() -> binder.bind("spring.kafka", KafkaProperties.class));
            assertThatNoException().isThrownBy(() -> binder.bind("darkroom.ingest", IngestProperties.class));
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    formats=                          | formats
                    formats=PSD                       | PSD
                    max-image-size=0                  | max-image-size must be positive
                    dataref-buckets=s3://bucket       | must be a bucket name
                    dataref-buckets=../secrets        | must be a bucket name
                    parallel-images=0                 | parallelImages
                    defect-attempts=0                 | defectAttempts
                    consumer.threads=0                | consumer.threads
                    consumer.batch-deadline=0s        | batch-deadline must be positive
                    consumer.batch-deadline=6m        | shorter than stalled-after
                    back-off.first=0s                 | back-off.first must be at least 1 ms
                    back-off.first=11s                | no longer than longest
                    """)
    void aBadValueStopsTheStartAndIsNamed(String property, String message) {
        service.withPropertyValues("darkroom.ingest." + property)
                .run(context -> assertThat(context)
                        .getFailure()
                        .satisfies(failure -> assertThat(stackOf(failure)).contains(message)));
    }

    private static String stackOf(Throwable failure) {
        StringBuilder messages = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            messages.append(cause.getMessage()).append('\n');
        }
        return messages.toString();
    }
}
