package io.darkroom.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StoreSettingsTest {

    @Test
    void takesDefaultsForWhatIsAbsent() {
        StoreSettings settings = new StoreSettings(null, null, null, false, null, null, null, null, null, null);

        assertThat(settings.nameOf(Bucket.RAW)).isEqualTo("darkroom-raw");
        assertThat(settings.nameOf(Bucket.RESULTS)).isEqualTo("darkroom-results");
        assertThat(settings.retention()).isEqualTo(new Retention(7));
        assertThat(settings.region()).isNull();
        assertThat(settings.maxConnections()).isEqualTo(128);
        assertThat(settings.timeouts())
                .isEqualTo(new StoreSettings.Timeouts(
                        Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(3), Duration.ofSeconds(8), 3));
    }

    @Test
    void needsNoRegionForAServerThatIsNotAws() {
        StoreSettings settings = new StoreSettings(
                URI.create("http://127.0.0.1:9090"), null, null, true, null, null, null, null, null, null);

        assertThat(settings.region()).isEqualTo("us-east-1");
    }

    @Test
    void refusesOneBucketForBoth() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StoreSettings(null, null, null, false, "one", "one", null, null, null, null));
    }

    @Test
    void refusesNumbersThatAreNotPositive() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StoreSettings.Timeouts(Duration.ZERO, null, null, null, null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StoreSettings.Timeouts(null, null, null, Duration.ofSeconds(-1), null));
        assertThatIllegalArgumentException().isThrownBy(() -> new StoreSettings.Timeouts(null, null, null, null, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StoreSettings(null, null, null, false, null, null, null, null, null, 0));
    }

    @Test
    void givesACallTheTimeThatItsBytesTake() {
        StoreSettings.Timeouts timeouts = new StoreSettings.Timeouts(null, null, null, null, null);

        assertThat(timeouts.attempt(8 << 20)).isEqualTo(Duration.ofSeconds(5));
        assertThat(timeouts.call(8 << 20)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void neverShowsASecret() {
        StoreSettings settings = StoreSettings.local(
                URI.create("http://127.0.0.1:9090"), new StoreSettings.Credentials("access", "canary"));

        assertThat(settings.toString()).contains("access").doesNotContain("canary");
    }

    @Test
    void refusesHalfACredential() {
        assertThatIllegalArgumentException().isThrownBy(() -> new StoreSettings.Credentials("access", " "));
        assertThatIllegalArgumentException().isThrownBy(() -> new StoreSettings.Credentials(null, "secret"));
    }
}
