package io.darkroom.store;

import io.darkroom.events.CustomerId;
import io.darkroom.events.FailureException;
import io.darkroom.events.ImageId;
import io.darkroom.events.ObjectLocation;
import io.darkroom.events.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The object store, as Darkroom uses it. Every write is idempotent. Thread-safe; every call may block and has a
/// deadline.
///
/// Every method throws [StoreUnavailableException] when the store does not do its part in time.
public interface ImageStore {

    /// Writes an original unless its key is taken: the first write's bytes and metadata stand for ever.
    ///
    /// Reads the stream to its end, with memory bounded whatever its length; does not close it. A stream
    /// that throws, for example because it found itself too long or of the wrong digest, leaves nothing
    /// behind.
    ///
    /// @throws IOException if the stream throws it
    /// @throws FailureException if the stream throws it
    RawWrite putRaw(RawImage image, InputStream bytes) throws IOException;

    /// Looks an original up.
    Optional<FoundRaw> findRaw(CustomerId customerId, ImageId imageId);

    /// Copies an original to a file, which must not exist.
    ///
    /// @return what was read; empty if there is no such original, and then no file either
    /// @throws IOException if the file cannot be written
    Optional<FetchedRaw> fetchRaw(CustomerId customerId, ImageId imageId, Path target) throws IOException;

    /// Lists originals in the order of their keys, a page at a time. What is written meanwhile may be
    /// missing. Objects whose keys are not those of originals are passed over: a page may be empty and
    /// not be the last.
    ///
    /// @param next [RawPage#next] of the page before; null for the first page
    RawPage listRaw(@Nullable String next);

    /// Writes a result, replacing an earlier one of the key.
    ///
    /// @param file read, not changed
    /// @param sha256 the file's digest; the store refuses other bytes
    /// @return where it lies
    /// @throws FailureException with [FailureCode#INVALID_RESULT] if the file has another digest: it was
    ///     changed after it was handed over
    /// @throws IOException if the file cannot be read
    ObjectLocation putResult(ObjectKey.Result key, String mediaType, Path file, Sha256 sha256) throws IOException;

    /// Marks an image as ended. Exactly one manifest stands per attempt: if one of the same or a later
    /// attempt is there, it stays.
    ///
    /// @return the manifest that stands now; what it says is what is to be published
    Manifest commitManifest(Manifest manifest);

    /// Looks a manifest up.
    Optional<Manifest> findManifest(CustomerId customerId, ImageId imageId);

    /// A link by which anyone can download an object for a while. Whether the object exists is not checked.
    ///
    /// @param fileName what browsers shall call the download; null leaves them to show it
    URI link(ObjectKey key, Duration validFor, @Nullable String fileName);

    /// Opens an object that is not ours, for example one that a sender refers to. The caller decides which
    /// buckets it trusts, and closes the stream. Reading from it throws [StoreUnavailableException], never
    /// an [IOException].
    ///
    /// @return empty if there is no such object, or we may not read it
    Optional<InputStream> open(ObjectLocation location);

    /// Asks the store for a sign of life.
    void ping();
}
