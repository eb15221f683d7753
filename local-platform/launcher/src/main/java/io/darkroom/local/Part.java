package io.darkroom.local;

import io.darkroom.local.gateway.Gateway;
import io.darkroom.local.lifecycle.LifecycleSweeper;
import io.darkroom.servers.LocalBuckets;
import io.darkroom.servers.LocalDatabase;
import io.darkroom.servers.LocalTopics;
import io.darkroom.servers.S3Server;
import io.darkroom.servers.ServerFailedException;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import software.amazon.awssdk.services.s3.S3Client;

/// One part of the platform as a program of its own, for a container; the first argument names it:
///
/// - `set-up` creates topics, buckets and the database's roles as far as they are not there yet, and ends,
/// - `gateway` is the platform's one address,
/// - `lifecycle` carries out the buckets' lifecycle rules,
/// - `samples` sends the sample images, prints what became of them and where to look, and ends.
public final class Part {

    private static final int USAGE_ERROR = 64;
    private static final int GATEWAY_PORT = 8080;
    private static final Duration SWEEP_PAUSE = Duration.ofHours(1);

    private final ContainerNames names;
    private final Console console = new Console(System.out);

    private Part(ContainerNames names) {
        this.names = names;
    }

    public static void main(String[] arguments) throws InterruptedException {
        Part part = new Part(ContainerNames.of(System.getenv()));
        try {
            part.run(arguments.length == 1 ? arguments[0] : "");
        } catch (ServerFailedException e) {
            part.console.warn(String.valueOf(e.getMessage()));
            System.exit(1);
        }
    }

    private void run(String name) throws InterruptedException {
        switch (name) {
            case "set-up" -> setUp();
            case "gateway" -> gateway();
            case "lifecycle" -> lifecycle();
            case "samples" -> samples();
            default -> {
                console.print("usage: set-up | gateway | lifecycle | samples");
                System.exit(USAGE_ERROR);
            }
        }
    }

    private void setUp() {
        LocalTopics.create(names.bootstrapServers());
        console.progress("The topics are there");
        try (S3Client client = S3Server.client(names.s3())) {
            LocalBuckets.create(client);
        }
        console.progress("The buckets are there");
        try (Connection connection =
                DriverManager.getConnection(names.jdbcUrl("postgres"), "postgres", names.postgresPassword())) {
            LocalDatabase.create(connection);
        } catch (SQLException e) {
            throw new ServerFailedException("The database cannot be reached: " + e.getMessage(), e);
        }
        console.progress("The database and its roles are there");
    }

    private void gateway() throws InterruptedException {
        Gateway gateway = Gateway.startForAll(GATEWAY_PORT, names.services());
        Runtime.getRuntime().addShutdownHook(new Thread(gateway::close, "stop"));
        new CountDownLatch(1).await();
    }

    private void lifecycle() throws InterruptedException {
        S3Client client = S3Server.client(names.s3());
        new LifecycleSweeper(client, LocalBuckets.ALL, Clock.systemUTC()).start(SWEEP_PAUSE);
        new CountDownLatch(1).await();
    }

    private void samples() throws InterruptedException {
        Demonstration demonstration = new Demonstration(
                Demonstration.doors(names.gateway(), names.issuer(), names.bootstrapServers()),
                new Numbers(names.jdbcUrl(LocalDatabase.NAME)),
                console);
        demonstration.run();
        demonstration.report();
        console.print("");
        console.print(Report.addresses(names.publishedGateway(), names.published(), "docker compose logs --follow"));
    }

    /// How the containers call each other, and where their ports are published.
    ///
    /// @param bootstrapServers Kafka, inside
    /// @param postgres host and port of PostgreSQL, inside
    /// @param postgresPassword its superuser's password
    /// @param s3 the S3 server, inside
    /// @param issuer the OpenID issuer, inside
    /// @param gateway the gateway, inside
    /// @param services the services behind the gateway, inside
    /// @param publishedGateway the gateway, from outside
    /// @param published the servers, from outside
    private record ContainerNames(
            String bootstrapServers,
            String postgres,
            String postgresPassword,
            URI s3,
            URI issuer,
            URI gateway,
            Map<String, URI> services,
            URI publishedGateway,
            Addresses published) {

        /// The names that `docker-compose.yml` gives.
        static ContainerNames of(Map<String, String> environment) {
            return new ContainerNames(
                    "kafka:19092",
                    "postgres:5432",
                    environment.getOrDefault("POSTGRES_PASSWORD", ""),
                    URI.create("http://s3:9090"),
                    URI.create("http://issuer:8090"),
                    URI.create("http://gateway:8080"),
                    Map.of(
                            "upload-service", URI.create("http://upload-service:8081"),
                            "stats-service", URI.create("http://stats-service:8084")),
                    URI.create("http://127.0.0.1:8080"),
                    new Addresses(
                            "127.0.0.1:9092",
                            15_432,
                            URI.create("http://127.0.0.1:9090"),
                            URI.create("http://127.0.0.1:8090")));
        }

        String jdbcUrl(String database) {
            return "jdbc:postgresql://%s/%s".formatted(postgres, database);
        }
    }
}
