package io.darkroom.infra.services;

import io.darkroom.infra.config.EnvironmentConfig;
import io.darkroom.infra.network.Party;
import io.darkroom.infra.storage.StorageStack;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.services.ecs.Secret;
import software.constructs.Construct;

/// What the services are told, as environment variables: the keys of their own configuration. Maps are
/// sorted, so that
/// the same settings are always the same template.
final class ServiceSettings {

    private final ServiceDependencies dependencies;

    ServiceSettings(ServiceDependencies dependencies) {
        this.dependencies = dependencies;
    }

    /// The settings of a service.
    Map<String, String> of(ServiceSpecification service, EnvironmentConfig config, StorageStack storage) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("SPRING_PROFILES_ACTIVE", "aws");
        settings.put("AWS_REGION", config.region());
        settings.put("SERVER_ADDRESS", "0.0.0.0");
        settings.put("SPRING_KAFKA_BOOTSTRAPSERVERS", dependencies.messaging().bootstrapServers());
        settings.put(
                "SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_ISSUERURI",
                dependencies.identity().issuer());
        settings.put("DARKROOM_API_CLIENTIDS", dependencies.identity().clientIds());
        settings.put("MANAGEMENT_OTLP_METRICS_EXPORT_URL", TelemetryCollector.ADDRESS + "/v1/metrics");
        settings.put(
                "MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT", TelemetryCollector.ADDRESS + "/v1/traces");
        switch (service.party()) {
            case UPLOAD, PROCESSOR -> store(settings, config, storage);
            case INGEST -> {
                store(settings, config, storage);
                settings.put(
                        "DARKROOM_INGEST_DATAREFBUCKETS",
                        String.join(",", config.externalApp().datarefBuckets()));
            }
            case STATS -> {
                store(settings, config, storage);
                settings.put("DARKROOM_DATABASE_HOST", dependencies.database().host());
            }
            case LOAD_BALANCER, BROKERS, DATABASE, REPLICA, QUICKSIGHT, ENDPOINTS, EXTERNAL_APP, S3, WORLD ->
                throw new IllegalArgumentException("not a service: " + service.party());
        }
        return settings;
    }

    private static void store(Map<String, String> settings, EnvironmentConfig config, StorageStack storage) {
        settings.put("DARKROOM_STORE_REGION", config.region());
        settings.put("DARKROOM_STORE_RAWBUCKET", storage.originals().getBucketName());
        settings.put("DARKROOM_STORE_RESULTSBUCKET", storage.results().getBucketName());
        settings.put(
                "DARKROOM_STORE_RETENTION_DAYS",
                Integer.toString(config.retention().objectDays()));
    }

    /// The secrets of a service: set by ECS when a task starts, never in a template.
    Map<String, Secret> secretsOf(Construct scope, ServiceSpecification service) {
        Map<String, Secret> secrets = new TreeMap<>();
        if (service.party() == Party.STATS) {
            secrets.put(
                    "DARKROOM_BI_READER_PASSWORD",
                    Secret.fromSecretsManager(
                            dependencies.database().readerSecret().seenFrom(scope), "password"));
        }
        return secrets;
    }
}
