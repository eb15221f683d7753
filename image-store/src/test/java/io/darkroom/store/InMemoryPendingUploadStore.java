package io.darkroom.store;

import io.darkroom.events.CustomerId;
import io.darkroom.events.ImageId;
import io.darkroom.events.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// A fake for tests: the whole contract of [PendingUploadStore], in memory.
public final class InMemoryPendingUploadStore implements PendingUploadStore {

    private final Map<String, Description> descriptions = new ConcurrentHashMap<>();
    private final Map<String, byte[]> chunks = new ConcurrentHashMap<>();
    private final AtomicLong versions = new AtomicLong();
    private volatile boolean away;

    /// From now on every call throws [StoreUnavailableException].
    public void goAway() {
        away = true;
    }

    /// Ends what [#goAway] began.
    public void comeBack() {
        away = false;
    }

    /// The keys of all chunks.
    public Set<String> chunkKeys() {
        return new TreeSet<>(chunks.keySet());
    }

    @Override
    public Optional<Description> findDescription(CustomerId customerId, ImageId id) {
        requirePresence();
        return Optional.ofNullable(descriptions.get(new ObjectKey.OfUpload(customerId, id).path()));
    }

    @Override
    public Optional<String> putDescription(CustomerId customerId, ImageId id, String json, String replaced) {
        requirePresence();
        Description offered = new Description(json, "v" + versions.incrementAndGet());
        Description standing = descriptions.compute(
                new ObjectKey.OfUpload(customerId, id).path(),
                (_, old) -> (old == null ? replaced == null : old.version().equals(replaced)) ? offered : old);
        return Optional.ofNullable(standing).map(Description::version).filter(offered.version()::equals);
    }

    @Override
    public void putChunk(ObjectKey.Chunk key, byte[] bytes, int length, Sha256 sha256) {
        requirePresence();
        chunks.put(key.path(), Arrays.copyOf(bytes, length));
    }

    @Override
    public Optional<InputStream> openChunk(ObjectKey.Chunk key) {
        requirePresence();
        return Optional.ofNullable(chunks.get(key.path())).map(ByteArrayInputStream::new);
    }

    @Override
    public void deleteChunks(List<ObjectKey.Chunk> keys) {
        requirePresence();
        keys.forEach(key -> chunks.remove(key.path()));
    }

    private void requirePresence() {
        if (away) {
            throw new StoreUnavailableException(new IOException("the fake was told to be away"));
        }
    }
}
