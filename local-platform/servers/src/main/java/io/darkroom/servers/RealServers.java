package io.darkroom.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The servers as child processes with data in a temporary directory. A test may kill and start them again: their
/// addresses stay.
public final class RealServers implements Infrastructure {

    private static final RealServers SHARED = new RealServers();

    private final Path directory;
    private @Nullable KafkaServer kafka;
    private @Nullable PostgresServer postgres;

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

    /// Kafka, with all topics.
    public synchronized KafkaServer kafka() {
        if (kafka == null) {
            KafkaServer started = new KafkaServer(directory.resolve("kafka"), 0, 0);
            started.start();
            LocalTopics.create(started.bootstrapServers());
            kafka = started;
        }
        return kafka;
    }

    /// PostgreSQL, with the database and its roles.
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
    public String bootstrapServers() {
        return kafka().bootstrapServers();
    }

    @Override
    public String jdbcUrl() {
        return postgres().jdbcUrl(LocalDatabase.NAME);
    }

    // Unpacking takes seconds, so all test runs of a user share one copy.
    private static Path sharedBinaries() {
        return Path.of(System.getProperty("user.home"), ".cache", "darkroom");
    }

    // Nothing here is worth an orderly stop.
    private synchronized void end() {
        if (kafka != null) {
            kafka.kill();
        }
        if (postgres != null) {
            postgres.kill();
        }
        try (Stream<Path> paths = Files.walk(directory)) {
            paths.sorted(Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            System.err.println("The temporary directory " + directory + " is left behind: " + e);
        }
    }
}
