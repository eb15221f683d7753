package io.darkroom.s3.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The multipart uploads of a bucket: each a directory with the upload's description and one file per part. They never
/// touch an object before they are completed.
public final class Uploads {

    private static final String DESCRIPTION = "upload";
    private static final String PART_PREFIX = "part-";

    private final Bucket bucket;
    private final Path directory;
    private final Clock clock;

    Uploads(Bucket bucket, Path directory, Clock clock) throws IOException {
        this.bucket = bucket;
        this.directory = directory;
        this.clock = clock;
        forgetUnfinished();
    }

    // What a killed process was creating or deleting.
    private void forgetUnfinished() throws IOException {
        try (Stream<Path> paths = Files.list(directory)) {
            for (Path path : paths.toList()) {
                if (find(path.getFileName().toString()).isEmpty()) {
                    Directories.delete(path);
                }
            }
        }
    }

    /// Begins an upload.
    ///
    /// @throws IOException if it cannot be written
    public Upload create(
            String key, Map<String, String> headers, @Nullable ChecksumAlgorithm algorithm, boolean isFullObject)
            throws IOException {
        Upload upload =
                new Upload(UUID.randomUUID().toString(), key, clock.instant(), headers, algorithm, isFullObject);
        Path fresh = Files.createDirectory(directory.resolve(upload.id() + ".new"));
        Path description = Files.createFile(fresh.resolve(DESCRIPTION));
        ObjectFile.seal(description, fields(upload));
        Files.move(fresh, directory.resolve(upload.id()), StandardCopyOption.ATOMIC_MOVE);
        return upload;
    }

    private static Map<String, String> fields(Upload upload) {
        Map<String, String> fields = new TreeMap<>(
                new StoredObject(upload.key(), 0, "", upload.initiated(), upload.headers(), null, upload.id())
                        .toFields());
        if (upload.algorithm() != null) {
            fields.put("algorithm", upload.algorithm().name());
        }
        fields.put("full-object", Boolean.toString(upload.isFullObject()));
        return fields;
    }

    /// Finds an upload of a key.
    ///
    /// @throws S3Exception if there is none
    /// @throws IOException if it cannot be read
    public Upload get(String id, String key) throws IOException {
        return find(id).filter(upload -> upload.key().equals(key))
                .orElseThrow(() -> new S3Exception(
                        S3Error.NO_SUCH_UPLOAD,
                        "The specified upload does not exist. It may have been aborted or completed."));
    }

    private Optional<Upload> find(String id) throws IOException {
        if (!isId(id)) {
            return Optional.empty();
        }
        try (FileChannel channel =
                FileChannel.open(directory.resolve(id).resolve(DESCRIPTION), StandardOpenOption.READ)) {
            Map<String, String> fields = ObjectFile.fields(channel);
            StoredObject described = StoredObject.fromFields(fields);
            String algorithm = fields.get("algorithm");
            return Optional.of(new Upload(
                    id,
                    described.key(),
                    described.lastModified(),
                    described.headers(),
                    algorithm == null ? null : ChecksumAlgorithm.named(algorithm),
                    Boolean.parseBoolean(fields.get("full-object"))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    // Ids come from clients and name directories.
    private static boolean isId(String id) {
        try {
            return UUID.fromString(id).toString().equals(id);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /// All uploads whose keys have a prefix, by key.
    ///
    /// @throws IOException if they cannot be read
    public List<Upload> list(String prefix) throws IOException {
        List<Upload> uploads = new ArrayList<>();
        try (Stream<Path> paths = Files.list(directory)) {
            for (Path path : paths.toList()) {
                find(path.getFileName().toString())
                        .filter(upload -> upload.key().startsWith(prefix))
                        .ifPresent(uploads::add);
            }
        }
        uploads.sort(Comparator.comparing(Upload::key).thenComparing(Upload::initiated));
        return uploads;
    }

    /// Makes received bytes a part, replacing an earlier one of the number.
    ///
    /// @throws S3Exception if the upload has ended meanwhile
    /// @throws IOException if it cannot be written
    public StoredObject putPart(Upload upload, int number, Received bytes, @Nullable ObjectChecksum checksum)
            throws IOException {
        StoredObject part = new StoredObject(
                upload.key(), bytes.sizeBytes(), bytes.etag(), clock.instant(), Map.of(), checksum, upload.id());
        ObjectFile.seal(bytes.file(), part.toFields());
        try {
            Files.move(bytes.file(), partPath(upload, number), StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            throw new S3Exception(S3Error.NO_SUCH_UPLOAD, "The upload has been aborted or completed meanwhile.");
        }
        return part;
    }

    /// The parts, by number.
    ///
    /// @throws IOException if they cannot be read
    public NavigableMap<Integer, StoredObject> parts(Upload upload) throws IOException {
        NavigableMap<Integer, StoredObject> parts = new TreeMap<>();
        try (Stream<Path> paths = Files.list(directory.resolve(upload.id()))) {
            for (Path path : paths.toList()) {
                String name = path.getFileName().toString();
                if (name.startsWith(PART_PREFIX)) {
                    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
                        parts.put(
                                Integer.valueOf(name.substring(PART_PREFIX.length())),
                                StoredObject.fromFields(ObjectFile.fields(channel)));
                    }
                }
            }
        } catch (NoSuchFileException e) {
            throw new S3Exception(S3Error.NO_SUCH_UPLOAD, "The upload has been aborted or completed meanwhile.");
        }
        return parts;
    }

    /// Makes the chosen parts, in order, one object, and ends the upload.
    ///
    /// @param assembly the object to be, of these parts
    /// @throws S3Exception if the condition does not hold; the upload then goes on
    /// @throws IOException if files cannot be read or written
    public StoredObject complete(Upload upload, Assembly assembly, Condition condition) throws IOException {
        Path file = directory.resolve(upload.id()).resolve("whole-" + UUID.randomUUID());
        try {
            ObjectChecksum checksum = assembly.write(file, number -> partPath(upload, number));
            StoredObject object = new StoredObject(
                    upload.key(),
                    assembly.sizeBytes(),
                    assembly.etag(),
                    clock.instant(),
                    upload.headers(),
                    checksum,
                    upload.id());
            StoredObject standing = bucket.put(object, file, condition);
            abort(upload);
            return standing;
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /// The object that an upload became, if it was completed and nothing has replaced it: a client whose answer was
    /// lost asks again.
    public Optional<StoredObject> findCompleted(String id, String key) {
        return bucket.find(key).filter(object -> id.equals(object.uploadId()));
    }

    /// Forgets an upload and its parts.
    ///
    /// @throws IOException if they cannot be deleted
    public void abort(Upload upload) throws IOException {
        Path path = directory.resolve(upload.id());
        // Without its description it is no upload any more, however far the rest gets.
        Files.deleteIfExists(path.resolve(DESCRIPTION));
        if (Files.exists(path)) {
            Directories.delete(path);
        }
    }

    private Path partPath(Upload upload, int number) {
        return directory.resolve(upload.id()).resolve(PART_PREFIX + number);
    }
}
