package io.darkroom.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The servers as child processes with data in a temporary directory. A test may kill and start them again: their
/// addresses stay.
public final class RealServers implements Infrastructure {

    static final String NAME = "processes";

    private static final URI WEB_ORIGIN = URI.create("http://127.0.0.1:8080");
    private static final RealServers SHARED = new RealServers();

    private final Path directory;
    private @Nullable KafkaServer kafka;
    private @Nullable PostgresServer postgres;
    private @Nullable S3Server s3;
    private @Nullable OpenIdIssuer issuer;

    private RealServers() {
        try {
            directory = Files.createTempDirectory("darkroom-servers-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "servers-end"));
    }

    /// The servers of this JVM.
    public static RealServers shared() {
        return SHARED;
    }

    @Override
    public synchronized KafkaServer kafka() {
        if (kafka == null) {
            KafkaServer started = new KafkaServer(directory.resolve("kafka"), 0, 0);
            started.start();
            LocalTopics.create(started.bootstrapServers());
            kafka = started;
        }
        return kafka;
    }

    @Override
    public synchronized PostgresServer postgres() {
        if (postgres == null) {
            PostgresServer started = new PostgresServer(directory.resolve("postgres"), 0, sharedBinaries());
            started.start();
            LocalDatabase.create(started);
            postgres = started;
        }
        return postgres;
    }

    @Override
    public synchronized S3Server s3() {
        if (s3 == null) {
            S3Server started = new S3Server(directory.resolve("s3"), 0);
            started.start();
            LocalBuckets.create(started);
            s3 = started;
        }
        return s3;
    }

    /// The OpenID issuer.
    public synchronized OpenIdIssuer openIdIssuer() {
        if (issuer == null) {
            OpenIdIssuer started = new OpenIdIssuer(directory.resolve("issuer"), 0, WEB_ORIGIN);
            started.start();
            issuer = started;
        }
        return issuer;
    }

    @Override
    public String bootstrapServers() {
        return kafka().bootstrapServers();
    }

    @Override
    public String jdbcUrl() {
        return postgres().jdbcUrl(LocalDatabase.NAME);
    }

    @Override
    public URI s3Endpoint() {
        return s3().endpoint();
    }

    @Override
    public URI issuer() {
        return openIdIssuer().issuer();
    }

    @Override
    public String accessToken(String clientId) {
        return openIdIssuer().accessToken(clientId);
    }

    // Unpacking takes seconds, so all test runs of a user share one copy.
    private static Path sharedBinaries() {
        return Path.of(System.getProperty("user.home"), ".cache", "darkroom");
    }

    // Nothing here is worth an orderly stop.
    private synchronized void end() {
        Stream.of(kafka, postgres, s3, issuer).filter(Objects::nonNull).forEach(LocalServer::kill);
        try (Stream<Path> paths = Files.walk(directory)) {
            paths.sorted(Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            System.err.println("The temporary directory " + directory + " is left behind: " + e);
        }
    }
}
