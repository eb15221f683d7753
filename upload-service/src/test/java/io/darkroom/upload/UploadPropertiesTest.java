package io.darkroom.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.events.CustomerId;
import io.darkroom.events.ImageFormat;
import io.darkroom.upload.UploadProperties.ImageLimits;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

class UploadPropertiesTest {

    private final ApplicationContextRunner defaults =
            new ApplicationContextRunner().withUserConfiguration(OnlyTheProperties.class);
    private final ApplicationContextRunner shipped =
            defaults.withInitializer(new ConfigDataApplicationContextInitializer());

    @Test
    void bindsTheShippedFile() {
        shipped.run(context -> {
            UploadProperties properties = context.getBean(UploadProperties.class);

            assertThat(properties.maxImageSize()).isEqualTo(DataSize.ofMegabytes(50));
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
            assertThat(properties.minimumPace().window()).isEqualTo(Duration.ofSeconds(20));
            assertThat(context.getEnvironment().getProperty("server.port")).isEqualTo("8081");
        });
    }

    @Test
    void shipsWhatTheCodeHasAsDefaults() {
        shipped.run(context -> {
            UploadProperties properties = context.getBean(UploadProperties.class);

            defaults.run(
                    bare -> assertThat(bare.getBean(UploadProperties.class)).isEqualTo(properties));
        });
    }

    @Test
    void takesInAtOnceWhatTheHeapHasRoomFor() {
        long room = Runtime.getRuntime().maxMemory() / DataSize.ofMegabytes(8).toBytes();

        shipped.run(
                context -> assertThat(context.getBean(UploadProperties.class).maxConcurrentWrites())
                        .isBetween(4, (int) Math.min(100, room)));
    }

    @ParameterizedTest
    @CsvSource({
        "max-image-size, 0",
        "max-pixels, -1",
        "customers.acme.max-image-size, 0",
        "customers.acme-2.max-pixels, -1",
        "max-files, 0",
        "formats, ''",
        "max-concurrent-writes, -1",
        "share-of-customer-percent, 0",
        "share-of-customer-percent, 101",
        "max-wait, -1s",
        "minimum-pace.window, 0s",
        "link-validity, 8d",
        "link-validity, 0s",
        "requests-per-customer.per-second, -1",
        "requests-per-customer.burst, 0",
        "resumable.expiry, 0s",
        "resumable.expiry, 7d",
        "live.history, 0",
        "live.heartbeat, 0s",
        "live.max-listeners, -1",
        "live.max-listeners-of-customer, -1"
    })
    void stopsTheStartWithAClearMessageWhenAValueIsBad(String key, String value) {
        shipped.withPropertyValues("darkroom.upload." + key + "=" + value)
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageStartingWith("darkroom.upload." + key + " must "));
    }

    @Test
    void holdsForACustomerWhatIsGivenForItAndElseWhatHoldsForAll() {
        shipped.withPropertyValues(
                        "darkroom.upload.max-pixels=100",
                        "darkroom.upload.customers.acme.max-pixels=0",
                        "darkroom.upload.customers.globex-2.max-image-size=1GB")
                .run(context -> {
                    UploadProperties properties = context.getBean(UploadProperties.class);

                    assertThat(properties.limitsOf(new CustomerId("acme")))
                            .isEqualTo(new ImageLimits(DataSize.ofMegabytes(50), 0));
                    assertThat(properties.limitsOf(new CustomerId("globex-2")))
                            .isEqualTo(new ImageLimits(DataSize.ofGigabytes(1), 100));
                    assertThat(properties.limitsOf(new CustomerId("anybody")))
                            .isEqualTo(new ImageLimits(DataSize.ofMegabytes(50), 100));
                });
    }

    @Test
    void stopsTheStartWhenALimitIsOfNoCustomer() {
        shipped.withPropertyValues("darkroom.upload.customers.[Not a customer].max-pixels=1")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageStartingWith("a customer id is "));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(UploadProperties.class)
    static class OnlyTheProperties {}
}
