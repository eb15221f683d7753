package io.darkroom.stats.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.Credentials;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.rds.RdsUtilities;

class RdsLoginTest {

    private static final RdsUtilities RDS = RdsUtilities.builder()
            .region(Region.AP_SOUTHEAST_1)
            .credentialsProvider(
                    StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "no-real-secret")))
            .build();

    private final ApplicationContextRunner onAws = new ApplicationContextRunner()
            .withInitializer(new ConfigDataApplicationContextInitializer())
            .withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class))
            .withUserConfiguration(DatabaseConfiguration.class)
            .withSystemProperties(
                    "aws.region=ap-southeast-1", "aws.accessKeyId=AKIDEXAMPLE", "aws.secretAccessKey=no-real-secret")
            .withPropertyValues(
                    "spring.profiles.active=aws",
                    "SPRING_KAFKA_BOOTSTRAPSERVERS=broker:9098",
                    "SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_ISSUERURI=https://issuer.example",
                    "DARKROOM_API_CLIENTIDS=web",
                    "DARKROOM_DATABASE_HOST=db.example.rds.amazonaws.com",
                    "DARKROOM_BI_READER_PASSWORD=secret");

    @Test
    void yieldsATokenAsRdsWantsIt() {
        RdsLogin login = new RdsLogin(RDS, "jdbc:postgresql://db.example.com:6543/darkroom?sslmode=verify-full", "app");

        Credentials credentials = login.getCredentials();

        assertThat(credentials.getUsername()).isEqualTo("app");
        assertThat(credentials.getPassword()).startsWith("db.example.com:6543/?");
        assertThat(query(credentials.getPassword()))
                .containsEntry("Action", "connect")
                .containsEntry("DBUser", "app")
                .containsEntry("X-Amz-Algorithm", "AWS4-HMAC-SHA256")
                .containsEntry("X-Amz-Expires", "900")
                .containsEntry("X-Amz-SignedHeaders", "host")
                .hasEntrySatisfying(
                        "X-Amz-Credential",
                        scope -> assertThat(scope)
                                .matches("AKIDEXAMPLE%2F\\d{8}%2Fap-southeast-1%2Frds-db%2Faws4_request"))
                .hasEntrySatisfying(
                        "X-Amz-Signature", signature -> assertThat(signature).matches("[0-9a-f]{64}"));
    }

    @Test
    void takesTheUsualPortWhereTheAddressNamesNone() {
        assertThat(new RdsLogin(RDS, "jdbc:postgresql://db.example.com/darkroom", "app").token())
                .startsWith("db.example.com:5432/?");
    }

    @Test
    void refusesAnAddressThatIsNotOfADatabase() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RdsLogin(RDS, "https://db.example.com", "app"))
                .withMessageContaining("not a JDBC address");
    }

    @Test
    void isAskedByThePoolForEachConnection() {
        onAws.run(context -> {
            HikariDataSource pool = context.getBean(HikariDataSource.class);

            Credentials credentials = pool.getCredentialsProvider().getCredentials();

            assertThat(pool.getPassword()).isNullOrEmpty();
            assertThat(credentials.getUsername()).isEqualTo("darkroom_stats");
            assertThat(query(credentials.getPassword())).containsEntry("DBUser", "darkroom_stats");
        });
    }

    @Test
    void isUsedByTheMigrationsInTheOwnersName() {
        onAws.run(context -> {
            OwnerDataSource owner = context.getBean(OwnerDataSource.class);

            assertThat(owner.login().getCredentials().getUsername()).isEqualTo("darkroom");
            assertThat(owner.jdbcUrl()).contains("sslmode=verify-full");
        });
    }

    @Test
    void isNotUsedWherePasswordsAre() {
        onAws.withPropertyValues("darkroom.database.iam=false")
                .run(context -> assertThat(context)
                        .doesNotHaveBean(OwnerDataSource.class)
                        .getBean(HikariDataSource.class)
                        .extracting(HikariDataSource::getCredentialsProvider)
                        .isNull());
    }

    private static Map<String, String> query(String token) {
        return Arrays.stream(URI.create("https://" + token).getRawQuery().split("&", -1))
                .map(part -> part.split("=", 2))
                .collect(Collectors.toMap(part -> part[0], part -> part[1]));
    }
}
