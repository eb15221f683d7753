package io.darkroom.containers;

import io.darkroom.containers.ContainerServer.Specification;
import io.darkroom.servers.Infrastructure;
import io.darkroom.servers.LocalBuckets;
import io.darkroom.servers.LocalDatabase;
import io.darkroom.servers.LocalTopics;
import io.darkroom.servers.RealServers;
import io.darkroom.servers.S3Server;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/// Kafka, PostgreSQL and our S3 server as containers. The OpenID issuer is Darkroom's own program and stays a process.
final class ContainerServers implements Infrastructure {

    private static final String KAFKA_IMAGE = "apache/kafka:4.2.1";
    private static final String POSTGRES_IMAGE = "postgres:18.6";
    private static final String S3_IMAGE = "darkroom/local-platform:1.0.0-SNAPSHOT";

    private static final String SUPERUSER = "postgres";
    private static final int CONTROLLER_PORT = 9093;
    private static final int POSTGRES_PORT = 5432;
    private static final int S3_PORT = 9090;
    private static final int PROBE_SECONDS = 5;

    private static final ContainerServers SHARED = new ContainerServers();

    private final int kafkaPort = ContainerServer.freePort();
    private final int postgresPort = ContainerServer.freePort();
    private final int s3Port = ContainerServer.freePort();
    private @Nullable ContainerServer kafka;
    private @Nullable ContainerServer postgres;
    private @Nullable ContainerServer s3;

    private ContainerServers() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "containers-end"));
    }

    static ContainerServers shared() {
        return SHARED;
    }

    @Override
    public synchronized ContainerServer kafka() {
        if (kafka == null) {
            ContainerServer started = new ContainerServer("Kafka", kafkaOn(kafkaPort), this::probeKafka);
            started.start();
            LocalTopics.create(bootstrap());
            kafka = started;
        }
        return kafka;
    }

    // As in docker-compose.yml; the only listener is the one that tests come in by.
    private static Specification kafkaOn(int port) {
        return new Specification(
                KAFKA_IMAGE,
                port,
                port,
                Map.ofEntries(
                        Map.entry("KAFKA_PROCESS_ROLES", "broker,controller"),
                        Map.entry("KAFKA_NODE_ID", "1"),
                        Map.entry("KAFKA_CONTROLLER_QUORUM_VOTERS", "1@localhost:" + CONTROLLER_PORT),
                        Map.entry("KAFKA_LISTENERS", "OUTSIDE://:" + port + ",CONTROLLER://:" + CONTROLLER_PORT),
                        Map.entry("KAFKA_ADVERTISED_LISTENERS", "OUTSIDE://127.0.0.1:" + port),
                        Map.entry("KAFKA_LISTENER_SECURITY_PROTOCOL_MAP", "OUTSIDE:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                        Map.entry("KAFKA_INTER_BROKER_LISTENER_NAME", "OUTSIDE"),
                        Map.entry("KAFKA_CONTROLLER_LISTENER_NAMES", "CONTROLLER"),
                        Map.entry("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false"),
                        Map.entry("KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR", "1"),
                        Map.entry("KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS", "4"),
                        Map.entry("KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR", "1"),
                        Map.entry("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR", "1"),
                        Map.entry("KAFKA_MESSAGE_MAX_BYTES", "9437184"),
                        Map.entry("KAFKA_REPLICA_FETCH_MAX_BYTES", "9437184"),
                        Map.entry("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0"),
                        Map.entry("KAFKA_GROUP_CONSUMER_SESSION_TIMEOUT_MS", "10000"),
                        Map.entry("KAFKA_GROUP_CONSUMER_MIN_SESSION_TIMEOUT_MS", "6000"),
                        Map.entry("KAFKA_GROUP_CONSUMER_HEARTBEAT_INTERVAL_MS", "2000"),
                        Map.entry("KAFKA_GROUP_CONSUMER_MIN_HEARTBEAT_INTERVAL_MS", "1000"),
                        Map.entry("KAFKA_HEAP_OPTS", "-Xms64m -Xmx256m")),
                List.of());
    }

    private String bootstrap() {
        return "127.0.0.1:" + kafkaPort;
    }

    private void probeKafka() throws Exception {
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                PROBE_SECONDS * 1_000,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                PROBE_SECONDS * 1_000))) {
            admin.describeCluster().nodes().get(PROBE_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Override
    public synchronized ContainerServer postgres() {
        if (postgres == null) {
            ContainerServer started = new ContainerServer(
                    "PostgreSQL",
                    new Specification(
                            POSTGRES_IMAGE,
                            postgresPort,
                            POSTGRES_PORT,
                            Map.of("POSTGRES_PASSWORD", SUPERUSER),
                            List.of()),
                    () -> superuser().close());
            started.start();
            try (Connection connection = superuser()) {
                LocalDatabase.create(connection);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            postgres = started;
        }
        return postgres;
    }

    private String jdbc(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(postgresPort, database);
    }

    private Connection superuser() throws SQLException {
        return DriverManager.getConnection(jdbc("postgres"), SUPERUSER, SUPERUSER);
    }

    @Override
    public synchronized ContainerServer s3() {
        if (s3 == null) {
            ContainerServer started = new ContainerServer(
                    "S3",
                    new Specification(
                            S3_IMAGE,
                            s3Port,
                            S3_PORT,
                            Map.of(
                                    "AWS_ACCESS_KEY_ID", S3Server.ACCESS_KEY,
                                    "AWS_SECRET_ACCESS_KEY", S3Server.SECRET_KEY),
                            List.of("s3")),
                    this::probeS3);
            started.start();
            try (S3Client client = S3Server.client(endpoint())) {
                LocalBuckets.create(client);
            }
            s3 = started;
        }
        return s3;
    }

    private URI endpoint() {
        return URI.create("http://127.0.0.1:" + s3Port);
    }

    private void probeS3() {
        try (S3Client client = S3Server.client(endpoint())) {
            client.listBuckets();
        }
    }

    @Override
    public String bootstrapServers() {
        kafka();
        return bootstrap();
    }

    @Override
    public String jdbcUrl() {
        postgres();
        return jdbc(LocalDatabase.NAME);
    }

    @Override
    public URI s3Endpoint() {
        s3();
        return endpoint();
    }

    @Override
    public URI issuer() {
        return RealServers.shared().issuer();
    }

    @Override
    public String accessToken(String clientId) {
        return RealServers.shared().accessToken(clientId);
    }

    private synchronized void end() {
        Stream.of(kafka, postgres, s3).filter(Objects::nonNull).forEach(ContainerServer::remove);
    }
}
