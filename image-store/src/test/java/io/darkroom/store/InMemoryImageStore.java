package io.darkroom.store;

import io.darkroom.events.CustomerId;
import io.darkroom.events.FailureCode;
import io.darkroom.events.FailureException;
import io.darkroom.events.ImageId;
import io.darkroom.events.ObjectLocation;
import io.darkroom.events.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/// A fake for tests: the whole contract of [ImageStore], in memory. Passes the same contract test as the S3 adapter.
///
/// A test can look at what is stored ([#keys], [#bytes]), put objects that are not ours there ([#putForeign]), let
/// objects
/// expire ([#expire]) and take the store away ([#goAway]). Its links are `memory:` URIs that [#download]
/// understands.
public final class InMemoryImageStore implements ImageStore {

    private final Map<ObjectLocation, StoredObject> objects = new ConcurrentHashMap<>();
    private volatile boolean away;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record StoredObject(RawImage image, Manifest manifest, byte[] bytes, Instant writtenAt) {}

    private final Clock clock;

    /// A store that is empty.
    public InMemoryImageStore() {
        this(Clock.systemUTC());
    }

    /// A store that is empty.
    ///
    /// @param clock tells when an object is written
    public InMemoryImageStore(Clock clock) {
        this.clock = clock;
    }

    private StoredObject object(RawImage image, Manifest manifest, byte[] bytes) {
        return new StoredObject(image, manifest, bytes, clock.instant());
    }

    /// What the fake calls a bucket.
    public static String nameOf(Bucket bucket) {
        return switch (bucket) {
            case RAW -> "darkroom-raw";
            case RESULTS -> "darkroom-results";
        };
    }

    /// Where the fake puts an object of this key.
    public static ObjectLocation locationOf(ObjectKey key) {
        return new ObjectLocation(nameOf(key.bucket()), key.path());
    }

    /// From now on every call that needs the store throws [StoreUnavailableException].
    public void goAway() {
        away = true;
    }

    /// Ends what [#goAway] began.
    public void comeBack() {
        away = false;
    }

    /// The keys of all objects of a bucket.
    public NavigableSet<String> keys(Bucket bucket) {
        NavigableSet<String> keys = new TreeSet<>();
        objects.keySet().stream()
                .filter(location -> location.bucket().equals(nameOf(bucket)))
                .map(ObjectLocation::key)
                .forEach(keys::add);
        return keys;
    }

    /// The bytes of an object, if it is there.
    public Optional<byte[]> bytes(ObjectKey key) {
        return Optional.ofNullable(objects.get(locationOf(key)))
                .map(StoredObject::bytes)
                .map(byte[]::clone);
    }

    /// Removes an object, as a bucket's lifecycle rule does.
    public void expire(ObjectKey key) {
        objects.remove(locationOf(key));
    }

    /// Puts an object there that is not ours, for [#open].
    public void putForeign(ObjectLocation location, byte[] bytes) {
        objects.put(location, object(null, null, bytes.clone()));
    }

    /// What a browser gets that follows one of the fake's links; empty if there is nothing.
    public Optional<byte[]> download(URI link) {
        String path = link.getRawSchemeSpecificPart().replaceFirst("\\?.*", "");
        int slash = path.indexOf('/');
        return Optional.ofNullable(objects.get(new ObjectLocation(path.substring(0, slash), path.substring(slash + 1))))
                .map(StoredObject::bytes)
                .map(byte[]::clone);
    }

    @Override
    public RawWrite putRaw(RawImage image, InputStream bytes) throws IOException {
        requirePresence();
        byte[] content = bytes.readAllBytes();
        requirePresence();
        StoredObject standing = objects.putIfAbsent(locationOf(image.key()), object(image, null, content.clone()));
        if (standing == null) {
            return new RawWrite.Created(stored(image, content));
        }
        return Arrays.equals(standing.bytes, content)
                ? new RawWrite.AlreadyThere(stored(standing.image, content))
                : new RawWrite.Conflict(standing.image);
    }

    private static StoredRaw stored(RawImage image, byte[] content) {
        return new StoredRaw(image, content.length, Sha256.of(content), locationOf(image.key()));
    }

    @Override
    public Optional<FoundRaw> findRaw(CustomerId customerId, ImageId imageId) {
        requirePresence();
        ObjectLocation location = locationOf(new ObjectKey.Raw(customerId, imageId));
        return Optional.ofNullable(objects.get(location))
                .map(found -> new FoundRaw(found.image, found.bytes.length, location));
    }

    @Override
    public Optional<FetchedRaw> fetchRaw(CustomerId customerId, ImageId imageId, Path target) throws IOException {
        requirePresence();
        StoredObject found = objects.get(locationOf(new ObjectKey.Raw(customerId, imageId)));
        if (found == null) {
            return Optional.empty();
        }
        Files.write(target, found.bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return Optional.of(new FetchedRaw(found.bytes.length, Sha256.of(found.bytes)));
    }

    @Override
    public RawPage listRaw(String next) {
        requirePresence();
        List<String> keys = keys(Bucket.RAW).tailSet(next == null ? "" : next, false).stream()
                .filter(key -> key.startsWith(ObjectKey.Raw.PREFIX))
                .limit(RawPage.MOST_ORIGINALS + 1)
                .toList();
        List<String> page = keys.subList(0, Math.min(keys.size(), RawPage.MOST_ORIGINALS));
        return new RawPage(
                page.stream()
                        .flatMap(path -> ObjectKey.Raw.ofPath(path).stream())
                        .map(key -> new ListedRaw(key, objects.get(locationOf(key)).writtenAt))
                        .toList(),
                keys.size() > page.size() ? page.getLast() : null);
    }

    @Override
    public ObjectLocation putResult(ObjectKey.Result key, String mediaType, Path file, Sha256 sha256)
            throws IOException {
        requirePresence();
        byte[] content = Files.readAllBytes(file);
        if (!Sha256.of(content).equals(sha256)) {
            throw new FailureException(FailureCode.INVALID_RESULT, "a result changed while it was being stored");
        }
        ObjectLocation location = locationOf(key);
        objects.put(location, object(null, null, content));
        return location;
    }

    @Override
    public Manifest commitManifest(Manifest manifest) {
        requirePresence();
        StoredObject offered = object(null, manifest, manifest.toJson());
        return objects.merge(
                        locationOf(manifest.key()),
                        offered,
                        (standing, latest) -> standing.manifest.processed().attempt()
                                        >= latest.manifest.processed().attempt()
                                ? standing
                                : latest)
                .manifest;
    }

    @Override
    public Optional<Manifest> findManifest(CustomerId customerId, ImageId imageId) {
        requirePresence();
        return Optional.ofNullable(objects.get(locationOf(new ObjectKey.OfManifest(customerId, imageId))))
                .map(StoredObject::manifest);
    }

    @Override
    public URI link(ObjectKey key, Duration validFor, String fileName) {
        String query = "validFor=" + validFor.toSeconds() + "s"
                + (fileName == null ? "" : "&fileName=" + URLEncoder.encode(fileName, StandardCharsets.UTF_8));
        return URI.create("memory:" + nameOf(key.bucket()) + "/" + key.path() + "?" + query);
    }

    @Override
    public Optional<InputStream> open(ObjectLocation location) {
        requirePresence();
        return Optional.ofNullable(objects.get(location)).map(found -> new ByteArrayInputStream(found.bytes));
    }

    @Override
    public void ping() {
        requirePresence();
    }

    private void requirePresence() {
        if (away) {
            throw new StoreUnavailableException(new IOException("the fake was told to be away"));
        }
    }
}
