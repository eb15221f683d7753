package io.darkroom.store;

import io.darkroom.events.CustomerId;
import io.darkroom.events.ImageId;
import io.darkroom.events.Sha256;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is known of images that are still on their way: a description of each, changed only under conditions, and the
/// chunks that have come. Thread-safe; every call may block and has a deadline.
///
/// What is given up is not missed: the bucket's lifecycle rule removes it.
///
/// Every method throws [StoreUnavailableException] when the store does not do its part in time.
public interface PendingUploadStore {

    /// A description as it stands.
    ///
    /// @param json what it says
    /// @param version of this content, for [#putDescription]
    record Description(String json, String version) {}

    /// Looks a description up.
    Optional<Description> findDescription(CustomerId customerId, ImageId id);

    /// Writes a description if nobody else has since.
    ///
    /// @param json must differ from every earlier one
    /// @param replaced the version to replace; null if there must be none yet
    /// @return the new version; empty if another one stands
    Optional<String> putDescription(CustomerId customerId, ImageId id, String json, @Nullable String replaced);

    /// Writes a chunk under a key that no other writer uses.
    ///
    /// @param bytes of which the first `length` count; not kept
    /// @param sha256 theirs: what arrives otherwise is not kept
    void putChunk(ObjectKey.Chunk key, byte[] bytes, int length, Sha256 sha256);

    /// Opens a chunk; the caller closes it. Reading throws [StoreUnavailableException], never an
    /// [java.io.IOException].
    ///
    /// @return empty if it is not there, or not any more
    Optional<InputStream> openChunk(ObjectKey.Chunk key);

    /// Removes chunks; those that are not there are passed over.
    void deleteChunks(List<ObjectKey.Chunk> keys);
}
