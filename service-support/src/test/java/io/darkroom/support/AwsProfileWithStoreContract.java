package io.darkroom.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.store.StoreSettings;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;

/// The settings that a service with buckets is given on AWS.
public abstract class AwsProfileWithStoreContract extends AwsProfileContract {

    @Override
    protected final String[] variables() {
        return new String[] {"DARKROOM_STORE_RAWBUCKET=prod-raw", "DARKROOM_STORE_RESULTSBUCKET=prod-results"};
    }

    @Override
    protected final String setting() {
        return "darkroom.store.raw-bucket";
    }

    @Override
    protected final String variable() {
        return "DARKROOM_STORE_RAWBUCKET";
    }

    @Test
    void findsItsBuckets() {
        onAws().run(context -> {
            StoreSettings store =
                    Binder.get(context.getEnvironment()).bindOrCreate("darkroom.store", StoreSettings.class);

            assertThat(store.endpoint()).as("AWS itself").isNull();
            assertThat(store.credentials()).as("the task's own").isNull();
            assertThat(store.rawBucket()).isEqualTo("prod-raw");
            assertThat(store.resultsBucket()).isEqualTo("prod-results");
        });
    }
}
