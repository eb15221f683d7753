package io.darkroom.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.store.StoreSettings;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/// The settings that the service is given on AWS; what the profile does in all services alike, service-support tests.
class AwsProfileTest {

    private static final String[] TASK = {
        "spring.profiles.active=aws",
        "SPRING_KAFKA_BOOTSTRAPSERVERS=b-1.example:9098,b-2.example:9098",
        "SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_ISSUERURI=https://cognito-idp.example/pool",
        "DARKROOM_API_CLIENTIDS=web,acme",
        "DARKROOM_STORE_RAWBUCKET=prod-raw",
        "DARKROOM_STORE_RESULTSBUCKET=prod-results"
    };

    private final ApplicationContextRunner onAws =
            new ApplicationContextRunner().withInitializer(new ConfigDataApplicationContextInitializer());

    @Test
    void findsItsBuckets() {
        onAws.withPropertyValues(TASK).run(context -> {
            StoreSettings store =
                    Binder.get(context.getEnvironment()).bindOrCreate("darkroom.store", StoreSettings.class);

            assertThat(store.endpoint()).as("AWS itself").isNull();
            assertThat(store.credentials()).as("the task's own").isNull();
            assertThat(store.rawBucket()).isEqualTo("prod-raw");
            assertThat(store.resultsBucket()).isEqualTo("prod-results");
        });
    }

    @Test
    void logsInToKafkaByIam() {
        onAws.withPropertyValues(TASK).run(context -> {
            KafkaProperties kafka =
                    Binder.get(context.getEnvironment()).bindOrCreate("spring.kafka", KafkaProperties.class);

            assertThat(kafka.getBootstrapServers()).containsExactly("b-1.example:9098", "b-2.example:9098");
            assertThat(kafka.buildConsumerProperties())
                    .containsEntry("security.protocol", "SASL_SSL")
                    .containsEntry("sasl.mechanism", "AWS_MSK_IAM");
            assertThat(kafka.buildProducerProperties()).containsEntry("sasl.mechanism", "AWS_MSK_IAM");
            assertThat(kafka.buildAdminProperties()).containsEntry("sasl.mechanism", "AWS_MSK_IAM");
        });
    }

    @Test
    void namesAVariableThatIsMissing() {
        onAws.withPropertyValues("spring.profiles.active=aws")
                .run(context -> assertThatThrownBy(
                                () -> context.getEnvironment().getProperty("darkroom.store.raw-bucket"))
                        .hasMessageContaining("DARKROOM_STORE_RAWBUCKET"));
    }
}
