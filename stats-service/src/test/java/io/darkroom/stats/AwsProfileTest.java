package io.darkroom.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.support.AwsProfileContract;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;

class AwsProfileTest extends AwsProfileContract {

    @Override
    protected String[] variables() {
        return new String[] {"DARKROOM_DATABASE_HOST=db.example", "DARKROOM_BI_READER_PASSWORD=secret"};
    }

    @Override
    protected String setting() {
        return "spring.datasource.url";
    }

    @Override
    protected String variable() {
        return "DARKROOM_DATABASE_HOST";
    }

    @Test
    void findsItsDatabase() {
        onAws().run(context -> {
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
}
