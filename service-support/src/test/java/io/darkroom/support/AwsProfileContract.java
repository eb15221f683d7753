package io.darkroom.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/// The settings that a service is given on AWS; what the profile does in all services alike, service-support's own
/// test shows.
public abstract class AwsProfileContract {

    private static final String PROFILE = "spring.profiles.active=aws";
    private static final String[] TASK = {
        PROFILE,
        "SPRING_KAFKA_BOOTSTRAPSERVERS=b-1.example:9098,b-2.example:9098",
        "SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_ISSUERURI=https://cognito-idp.example/pool",
        "DARKROOM_API_CLIENTIDS=web,acme"
    };

    private final ApplicationContextRunner service =
            new ApplicationContextRunner().withInitializer(new ConfigDataApplicationContextInitializer());

    /// The variables that the service's task has beside those of all services.
    protected abstract String[] variables();

    /// A setting that there is only by a variable.
    protected abstract String setting();

    /// That variable.
    protected abstract String variable();

    /// The service with all of its task's variables.
    protected final ApplicationContextRunner onAws() {
        return service.withPropertyValues(TASK).withPropertyValues(variables());
    }

    @Test
    void logsInToKafkaByIam() {
        onAws().run(context -> {
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
        service.withPropertyValues(PROFILE)
                .run(context -> assertThatThrownBy(
                                () -> context.getEnvironment().getProperty(setting()))
                        .hasMessageContaining(variable()));
    }
}
