package io.darkroom.support;

import io.darkroom.store.ImageStore;
import io.darkroom.store.PendingUploadStore;
import io.darkroom.store.S3ImageStore;
import io.darkroom.store.StoreSettings;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/// The object store of a service that has `image-store` on its class path; settings under
/// `darkroom.store`. It is opened when it is first needed, which is at the start unless
/// `management.health.store.enabled` is false.
@AutoConfiguration
@ConditionalOnClass(ImageStore.class)
public class StoreAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    StoreSettings storeSettings(Environment environment) {
        return Binder.get(environment).bindOrCreate("darkroom.store", StoreSettings.class);
    }

    @Bean(destroyMethod = "close")
    @Lazy
    @ConditionalOnMissingBean(ImageStore.class)
    S3ImageStore imageStore(StoreSettings settings) {
        return S3ImageStore.open(settings);
    }

    @Bean
    @Lazy
    @ConditionalOnBean(S3ImageStore.class)
    @ConditionalOnMissingBean
    PendingUploadStore pendingUploadStore(S3ImageStore store) {
        return store.pendingUploads();
    }

    @Bean
    @ConditionalOnEnabledHealthIndicator("store")
    HealthIndicator storeHealthIndicator(ImageStore store) {
        return new AbstractHealthIndicator("the image store does not answer") {
            @Override
            protected void doHealthCheck(Health.Builder builder) {
                store.ping();
                builder.up();
            }
        };
    }
}
