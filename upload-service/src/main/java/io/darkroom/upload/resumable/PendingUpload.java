package io.darkroom.upload.resumable;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.darkroom.events.CustomerId;
import io.darkroom.events.ImageId;
import io.darkroom.events.Sha256;
import io.darkroom.store.ObjectKey;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What is known of an image that comes in pieces: the object that all instances share. It only changes under the
/// condition that nobody else has changed it, and every writer raises the fence: so at most one writes at a time, and
/// who was overtaken finds out before anything it did counts.
///
/// @param id of the upload, and of the image that it is to become
/// @param customerId whose
/// @param createdAt when it was announced
/// @param expiresAt until when it may be continued
/// @param lengthBytes how long it is to be; null as long as its sender has not said
/// @param metadata what its sender said of it, as it was said; may be empty
/// @param chunks the bytes that count, in order
/// @param fence how often a writer has begun or was overtaken
/// @param writer who writes now; null if nobody does
/// @param phase how far it has come
@JsonInclude(JsonInclude.Include.NON_NULL)
record PendingUpload(
        ImageId id,
        CustomerId customerId,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Long lengthBytes,
        String metadata,
        List<Chunk> chunks,
        long fence,
        @Nullable String writer,
        Phase phase) {

    PendingUpload {
        chunks = List.copyOf(chunks);
    }

    /// How far an upload has come.
    enum Phase {
        /// Bytes may come.
        OPEN,
        /// It became an image.
        FINISHED,
        /// Its sender ended it.
        TERMINATED
    }

    /// Some bytes of it.
    ///
    /// @param fence which writer's
    /// @param number which of the writer's chunks
    /// @param sizeBytes how many
    /// @param sha256 their digest
    record Chunk(long fence, int number, int sizeBytes, Sha256 sha256) {}

    /// How many bytes count. It is the length only when the upload has become an image.
    @JsonIgnore
    long offset() {
        return phase == Phase.FINISHED && lengthBytes != null
                ? lengthBytes
                : chunks.stream().mapToLong(Chunk::sizeBytes).sum();
    }

    @JsonIgnore
    List<ObjectKey.Chunk> chunkKeys() {
        return chunks.stream().map(this::keyOf).toList();
    }

    ObjectKey.Chunk keyOf(Chunk chunk) {
        return new ObjectKey.Chunk(customerId, id, chunk.fence, chunk.number);
    }

    boolean isOver(Instant now) {
        return phase == Phase.TERMINATED || !now.isBefore(expiresAt);
    }

    /// As somebody begins to write to it.
    PendingUpload claimedBy(String newWriter) {
        return with(lengthBytes, chunks, fence + 1, newWriter, phase);
    }

    /// As the same writer goes on.
    PendingUpload renewed() {
        return with(lengthBytes, chunks, fence + 1, writer, phase);
    }

    /// As nobody writes to it; whoever did is overtaken.
    PendingUpload released() {
        return with(lengthBytes, chunks, fence + 1, null, phase);
    }

    /// With its length.
    PendingUpload ofLength(@Nullable Long length) {
        return with(length, chunks, fence, writer, phase);
    }

    /// With more bytes.
    PendingUpload with(List<Chunk> more) {
        return with(lengthBytes, Stream.concat(chunks.stream(), more.stream()).toList(), fence, writer, phase);
    }

    /// As it became an image of this length.
    PendingUpload finished(long length) {
        return with(length, List.of(), fence + 1, null, Phase.FINISHED);
    }

    /// As its sender ended it.
    PendingUpload terminated() {
        return with(lengthBytes, List.of(), fence + 1, null, Phase.TERMINATED);
    }

    private PendingUpload with(
            @Nullable Long length, List<Chunk> newChunks, long newFence, @Nullable String newWriter, Phase newPhase) {
        return new PendingUpload(
                id, customerId, createdAt, expiresAt, length, metadata, newChunks, newFence, newWriter, newPhase);
    }
}
