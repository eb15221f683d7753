package io.darkroom.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
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
        "DARKROOM_DATABASE_HOST=db.example",
        "DARKROOM_BI_READER_PASSWORD=secret"
    };

    private final ApplicationContextRunner onAws =
            new ApplicationContextRunner().withInitializer(new ConfigDataApplicationContextInitializer());

    @Test
    void findsItsDatabase() {
        onAws.withPropertyValues(TASK).run(context -> {
            DataSourceProperties database =
                    Binder.get(context.getEnvironment()).bindOrCreate("spring.datasource", DataSourceProperties.class);

            assertThat(database.getUrl())
                    .isEqualTo("jdbc:postgresql://db.example:5432/darkroom"
                            + "?sslmode=verify-full&sslrootcert=/app/trust/rds.pem");
            assertThat(database.getPassword()).isEmpty();
            assertThat(context.getEnvironment().getProperty("spring.flyway.placeholders.service-password"))
                    .isEmpty();
            assertThat(context.getEnvironment().getProperty("darkroom.database.iam", Boolean.class))
                    .isTrue();
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
                                () -> context.getEnvironment().getProperty("spring.datasource.url"))
                        .hasMessageContaining("DARKROOM_DATABASE_HOST"));
    }
}
