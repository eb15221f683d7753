package io.darkroom.s3.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// All buckets, below one directory. Thread-safe within one process; two processes must not share a directory.
public final class Buckets {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

    private final Path buckets;
    private final Path incoming;
    private final Clock clock;
    private final ConcurrentSkipListMap<String, Bucket> byName = new ConcurrentSkipListMap<>();

    /// Opens the buckets of a directory, which is created if it is new.
    ///
    /// @throws IOException if the directory cannot be read
    public Buckets(Path directory, Clock clock) throws IOException {
        this.clock = clock;
        buckets = Files.createDirectories(directory.resolve("buckets"));
        incoming = Files.createDirectories(directory.resolve("incoming"));
        forgetUnfinished();
        for (Path bucket : list(buckets)) {
            String name = bucket.getFileName().toString();
            byName.put(name, new Bucket(name, bucket, clock));
        }
    }

    // What a killed process was still receiving.
    private void forgetUnfinished() throws IOException {
        for (Path file : list(incoming)) {
            Files.delete(file);
        }
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> paths = Files.list(directory)) {
            return paths.toList();
        }
    }

    /// Receives bytes, to be stored in any bucket.
    ///
    /// @throws IOException if the stream throws it or there is no room
    public Received receive(InputStream bytes, Set<ChecksumAlgorithm> algorithms) throws IOException {
        return Received.read(bytes, incoming, algorithms);
    }

    /// Creates a bucket.
    ///
    /// @throws S3Exception if the name is not allowed or taken
    public synchronized void create(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new S3Exception(S3Error.INVALID_BUCKET_NAME, "The specified bucket is not valid.");
        }
        if (byName.containsKey(name)) {
            throw new S3Exception(S3Error.BUCKET_ALREADY_OWNED_BY_YOU, "You own this bucket already.");
        }
        try {
            Path directory = Files.createDirectories(buckets.resolve(name));
            byName.put(name, new Bucket(name, directory, clock));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Deletes an empty bucket.
    ///
    /// @throws S3Exception if there is none, or it is not empty
    public synchronized void delete(String name) {
        Bucket bucket = get(name);
        if (!bucket.isEmpty()) {
            throw new S3Exception(S3Error.BUCKET_NOT_EMPTY, "The bucket you tried to delete is not empty");
        }
        try {
            Directories.delete(buckets.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byName.remove(name);
    }

    /// The bucket of a name.
    ///
    /// @throws S3Exception if there is none
    public Bucket get(String name) {
        Bucket bucket = byName.get(name);
        if (bucket == null) {
            throw new S3Exception(S3Error.NO_SUCH_BUCKET, "The specified bucket does not exist");
        }
        return bucket;
    }

    /// All of them, by name.
    public Collection<Bucket> all() {
        return List.copyOf(byName.values());
    }
}
