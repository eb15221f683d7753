package io.darkroom.local;

import io.darkroom.servers.KafkaServer;
import io.darkroom.servers.LocalDatabase;
import io.darkroom.servers.LocalServer;
import io.darkroom.servers.OpenIdIssuer;
import io.darkroom.servers.PostgresServer;
import io.darkroom.servers.S3Server;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The servers that the services rely on.
record Surroundings(KafkaServer kafka, PostgresServer postgres, S3Server s3, OpenIdIssuer issuer) {

    static Surroundings in(DataDirectory data, LauncherOptions options, Path binaries) {
        URI gateway = URI.create("http://127.0.0.1:" + options.port(PortName.GATEWAY));
        Surroundings servers = new Surroundings(
                new KafkaServer(
                        data.resolve("kafka"), options.port(PortName.KAFKA), options.port(PortName.KAFKA_CONTROLLER)),
                new PostgresServer(data.resolve("postgres"), options.port(PortName.POSTGRES), binaries),
                new S3Server(data.resolve("s3"), options.port(PortName.S3)),
                new OpenIdIssuer(data.resolve("issuer"), options.port(PortName.ISSUER), gateway));
        return servers;
    }

    /// What a service is told of them, as environment variables: those are not shown to other users of the machine.
    Map<String, String> settings() {
        return Map.ofEntries(
                Map.entry("SPRING_KAFKA_BOOTSTRAPSERVERS", kafka.bootstrapServers()),
                Map.entry("DARKROOM_STORE_ENDPOINT", s3.endpoint().toString()),
                Map.entry("DARKROOM_STORE_REGION", S3Server.REGION),
                Map.entry("DARKROOM_STORE_PATHSTYLE", "true"),
                Map.entry("DARKROOM_STORE_CREDENTIALS_ACCESSKEY", S3Server.ACCESS_KEY),
                Map.entry("DARKROOM_STORE_CREDENTIALS_SECRETKEY", S3Server.SECRET_KEY),
                Map.entry(
                        "SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_ISSUERURI",
                        issuer.issuer().toString()),
                Map.entry("SPRING_DATASOURCE_URL", postgres.jdbcUrl(LocalDatabase.NAME)));
    }

    /// Where they are.
    Addresses addresses() {
        return new Addresses(kafka.bootstrapServers(), postgres.port(), s3.endpoint(), issuer.issuer());
    }

    List<LocalServer> all() {
        return List.of(kafka, postgres, s3, issuer);
    }
}
