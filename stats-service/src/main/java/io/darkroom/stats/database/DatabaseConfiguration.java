package io.darkroom.stats.database;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.boot.flyway.autoconfigure.FlywayProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.rds.RdsUtilities;

/// With `darkroom.database.iam`, the pool and the migrations log in by [RdsLogin].
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({DatabaseProperties.class, FlywayProperties.class})
class DatabaseConfiguration {

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "darkroom.database.iam", havingValue = "true")
    static class ByIam {

        @Bean(destroyMethod = "close")
        DefaultCredentialsProvider awsCredentials() {
            return DefaultCredentialsProvider.builder().build();
        }

        @Bean
        RdsUtilities rdsUtilities(AwsCredentialsProvider credentials) {
            Region region = DefaultAwsRegionProviderChain.builder().build().getRegion();
            return RdsUtilities.builder()
                    .credentialsProvider(credentials)
                    .region(region)
                    .build();
        }

        // The pool takes its login before it opens its first connection.
        @Bean
        static BeanPostProcessor poolLogin(ObjectProvider<RdsUtilities> rds) {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessBeforeInitialization(Object bean, String name) {
                    if (bean instanceof HikariDataSource pool) {
                        pool.setCredentialsProvider(
                                new RdsLogin(rds.getObject(), pool.getJdbcUrl(), pool.getUsername()));
                    }
                    return bean;
                }
            };
        }

        @Bean(defaultCandidate = false)
        @FlywayDataSource
        DataSource ownerDataSource(RdsUtilities rds, DataSourceProperties database, FlywayProperties migrations) {
            String url = database.determineUrl();
            return new OwnerDataSource(url, new RdsLogin(rds, url, String.valueOf(migrations.getUser())));
        }
    }
}
