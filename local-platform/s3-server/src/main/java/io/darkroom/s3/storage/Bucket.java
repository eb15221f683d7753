package io.darkroom.s3.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A bucket: a directory of object files, and an index of them in memory that is built anew at each start.
///
/// An object is written by renaming a complete file over the one before it, so a kill at any moment leaves the old
/// object or the new one.
public final class Bucket {

    private static final int LOCKS = 64;

    private final String name;
    private final Path directory;
    private final Path objects;
    private final Clock clock;
    private final Uploads uploads;
    private final ConcurrentSkipListMap<String, StoredObject> index = new ConcurrentSkipListMap<>();
    private final ReentrantLock[] locks =
            IntStream.range(0, LOCKS).mapToObj(_ -> new ReentrantLock()).toArray(ReentrantLock[]::new);

    Bucket(String name, Path directory, Clock clock) throws IOException {
        this.name = name;
        this.directory = directory;
        this.objects = Files.createDirectories(directory.resolve("objects"));
        this.clock = clock;
        this.uploads = new Uploads(this, Files.createDirectories(directory.resolve("uploads")), clock);
        buildIndex();
    }

    private void buildIndex() throws IOException {
        try (Stream<Path> paths = Files.walk(objects)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
                    StoredObject object = StoredObject.fromFields(ObjectFile.fields(channel));
                    index.put(object.key(), object);
                }
            }
        }
    }

    /// Its name.
    public String name() {
        return name;
    }

    /// When it was created, roughly: its directory's time.
    ///
    /// @throws IOException if the directory cannot be read
    public Instant created() throws IOException {
        return Files.getLastModifiedTime(directory).toInstant();
    }

    /// Its multipart uploads.
    public Uploads uploads() {
        return uploads;
    }

    boolean isEmpty() {
        return index.isEmpty();
    }

    /// Makes received bytes an object.
    ///
    /// @param checksum the one that the object shall carry
    /// @throws S3Exception if the condition does not hold
    /// @throws IOException if the file cannot be written
    public StoredObject put(
            String key,
            Received bytes,
            Map<String, String> headers,
            @Nullable ObjectChecksum checksum,
            Condition condition)
            throws IOException {
        StoredObject object =
                new StoredObject(key, bytes.sizeBytes(), bytes.etag(), clock.instant(), headers, checksum, null);
        return put(object, bytes.file(), condition);
    }

    /// Makes a file an object.
    ///
    /// @return the object that stands: the one of the same upload, if that has been completed before
    StoredObject put(StoredObject object, Path file, Condition condition) throws IOException {
        ObjectFile.seal(file, object.toFields());
        Path target = path(object.key());
        Files.createDirectories(target.resolveSibling(""));
        ReentrantLock lock = lock(object.key());
        lock.lock();
        try {
            Optional<StoredObject> present = find(object.key());
            if (object.uploadId() != null
                    && present.map(StoredObject::uploadId)
                            .filter(object.uploadId()::equals)
                            .isPresent()) {
                return present.get();
            }
            condition.require(present);
            Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
            index.put(object.key(), object);
            return object;
        } finally {
            lock.unlock();
        }
    }

    /// Looks an object up.
    public Optional<StoredObject> find(String key) {
        return Optional.ofNullable(index.get(key));
    }

    /// Opens an object for reading.
    ///
    /// @throws IOException if its file cannot be read
    public Optional<OpenObject> open(String key) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(path(key), StandardOpenOption.READ);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        try {
            return Optional.of(new OpenObject(StoredObject.fromFields(ObjectFile.fields(channel)), channel));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /// Deletes an object, if it is there.
    ///
    /// @param condition what must hold of the object if it is there
    /// @throws S3Exception if the condition does not hold
    /// @throws IOException if its file cannot be deleted
    public void delete(String key, Condition condition) throws IOException {
        ReentrantLock lock = lock(key);
        lock.lock();
        try {
            StoredObject present = index.get(key);
            if (present != null) {
                condition.require(Optional.of(present));
            }
            Files.deleteIfExists(path(key));
            index.remove(key);
        } finally {
            lock.unlock();
        }
    }

    /// The objects whose keys come after a key, in order; the map follows later changes.
    public ConcurrentNavigableMap<String, StoredObject> after(String key) {
        return index.tailMap(key, false);
    }

    /// A configuration document of the bucket, for example its lifecycle rules.
    ///
    /// @throws IOException if it cannot be read
    public Optional<String> document(String kind) throws IOException {
        Path file = directory.resolve(kind + ".xml");
        return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    }

    /// Replaces a configuration document.
    ///
    /// @throws IOException if it cannot be written
    public synchronized void putDocument(String kind, String xml) throws IOException {
        Path fresh = directory.resolve(kind + ".new");
        Files.writeString(fresh, xml);
        Files.move(fresh, directory.resolve(kind + ".xml"), StandardCopyOption.ATOMIC_MOVE);
    }

    /// Removes a configuration document, if it is there.
    ///
    /// @throws IOException if it cannot be removed
    public synchronized void deleteDocument(String kind) throws IOException {
        Files.deleteIfExists(directory.resolve(kind + ".xml"));
    }

    // Keys may be longer than file names, and one may be the other's directory; their digests are neither.
    private Path path(String key) {
        byte[] digest = ChecksumAlgorithm.digest("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        String hex = HexFormat.of().formatHex(digest);
        return objects.resolve(hex.substring(0, 2)).resolve(hex);
    }

    private ReentrantLock lock(String key) {
        return locks[Math.floorMod(key.hashCode(), LOCKS)];
    }
}
