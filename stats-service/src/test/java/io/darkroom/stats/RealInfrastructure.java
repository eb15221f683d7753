package io.darkroom.stats;

import io.darkroom.servers.Infrastructure;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/// Points the service at the real servers.
class RealInfrastructure implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Infrastructure servers = Infrastructure.shared();
        TestPropertyValues.of(
                        "spring.datasource.url=" + servers.jdbcUrl(),
                        "spring.kafka.bootstrap-servers=" + servers.bootstrapServers())
                .applyTo(context);
    }
}
