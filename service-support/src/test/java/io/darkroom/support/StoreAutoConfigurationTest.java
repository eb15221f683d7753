package io.darkroom.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.store.ImageStore;
import io.darkroom.store.StoreSettings;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;

class StoreAutoConfigurationTest {

    private final ApplicationContextRunner service = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(StoreAutoConfiguration.class))
            .withPropertyValues(
                    "darkroom.store.endpoint=http://127.0.0.1:1",
                    "darkroom.store.path-style=true",
                    "darkroom.store.raw-bucket=originals",
                    "darkroom.store.credentials.access-key=someone",
                    "darkroom.store.credentials.secret-key=secret",
                    "darkroom.store.timeouts.call=2s");

    @Test
    void bindsTheStoresSettings() {
        service.run(context -> {
            StoreSettings settings = context.getBean(StoreSettings.class);
            assertThat(settings.endpoint()).isEqualTo(URI.create("http://127.0.0.1:1"));
            assertThat(settings.rawBucket()).isEqualTo("originals");
            assertThat(settings.resultsBucket()).isEqualTo("darkroom-results");
            assertThat(settings.timeouts().call()).hasSeconds(2);
            assertThat(context).hasSingleBean(ImageStore.class);
        });
    }

    @Test
    void stopsTheStartWhenRetentionIsShorterThanPromised() {
        service.withPropertyValues("darkroom.store.retention.days=6")
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining("at least 7 days"));
    }

    @Test
    void opensNoStoreOfAServiceThatDoesNotRelyOnIt() {
        service.withPropertyValues("management.health.store.enabled=false").run(context -> {
            assertThat(context).doesNotHaveBean(HealthIndicator.class);
            assertThat(context.getSourceApplicationContext(ConfigurableApplicationContext.class)
                            .getBeanFactory()
                            .containsSingleton("imageStore"))
                    .isFalse();
        });
    }

    @Test
    void isDownWhenTheStoreDoesNotAnswer() {
        service.run(context -> assertThat(
                        context.getBean(HealthIndicator.class).health().getStatus())
                .isEqualTo(Status.DOWN));
    }
}
