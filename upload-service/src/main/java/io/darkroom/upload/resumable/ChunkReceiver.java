package io.darkroom.upload.resumable;

import io.darkroom.events.FailureCode;
import io.darkroom.events.FailureException;
import io.darkroom.events.Sha256;
import io.darkroom.store.PendingUploadStore;
import io.darkroom.upload.intake.ImageIntake;
import io.darkroom.upload.intake.WriteSlots;
import io.darkroom.upload.resumable.PendingUpload.Chunk;
import io.darkroom.upload.resumable.ResumableUploads.Piece;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Takes the bytes of one request and stores them chunk by chunk. A chunk counts as soon as the upload's description
/// names it: so whatever ends the request, at most one chunk must be sent again.
@Component
class ChunkReceiver {

    private static final int CHUNK_BYTES = 8 << 20;

    // Who sends next to nothing holds up nobody: only then a place is taken. Fewer bytes may not tell the format.
    private static final int HEAD_BYTES = 16 * 1024;

    // A description names all chunks, and is written anew for each.
    private static final int MOST_CHUNKS = 2_000;

    private final PendingUploads uploads;
    private final PendingUploadStore store;
    private final ImageIntake intake;
    private final WriteSlots slots;

    ChunkReceiver(PendingUploads uploads, PendingUploadStore store, ImageIntake intake, WriteSlots slots) {
        this.uploads = uploads;
        this.store = store;
        this.intake = intake;
        this.slots = slots;
    }

    /// What came.
    ///
    /// @param pending the upload, with all chunks that count already
    /// @param unwritten chunks that are stored but do not count yet
    /// @param failure why no more came, if more was to come
    record Received(Pending pending, List<Chunk> unwritten, Optional<RuntimeException> failure) {}

    /// Takes all bytes of a request.
    ///
    /// @param claimed by the caller, who has to release it
    /// @param length of the upload; the chunk that completes it never counts yet. Null: not known
    /// @throws TusRefusal if the upload was taken over
    Received receive(Pending claimed, Piece piece, @Nullable Long length) {
        Source source = new Source(piece.bytes());
        byte[] head = new byte[HEAD_BYTES];
        int count = source.fill(head, 0);
        Reception reception = new Reception(claimed, piece, length);
        if (count == 0) {
            return reception.end(source);
        }
        boolean tellsFormat = count == HEAD_BYTES || (length != null && count == length);
        if (claimed.upload().offset() == 0 && tellsFormat) {
            try {
                intake.requireAcceptable(claimed.upload().customerId(), Arrays.copyOf(head, count));
            } catch (FailureException e) {
                return new Received(claimed, List.of(), Optional.of(e));
            }
        }
        try (var _ = slots.take(claimed.upload().customerId())) {
            byte[] buffer = Arrays.copyOf(head, capacity(piece));
            for (count = source.fill(buffer, count); count > 0 && source.isKept(piece); count = next(source, buffer)) {
                reception.add(buffer, count);
            }
        } catch (FailureException e) {
            return new Received(reception.pending, List.of(), Optional.of(e));
        }
        return reception.end(source);
    }

    private static int next(Source source, byte[] buffer) {
        return source.ended ? 0 : source.fill(buffer, 0);
    }

    private static int capacity(Piece piece) {
        return piece.announcedBytes() < 0 ? CHUNK_BYTES : Math.clamp(piece.announcedBytes(), HEAD_BYTES, CHUNK_BYTES);
    }

    /// One request's bytes on their way to the store.
    private final class Reception {

        private final Piece piece;
        private final @Nullable Long length;
        private final List<Chunk> unwritten = new ArrayList<>();
        private Pending pending;
        private int number;

        Reception(Pending claimed, Piece piece, @Nullable Long length) {
            this.pending = claimed;
            this.piece = piece;
            this.length = length;
        }

        void add(byte[] bytes, int count) {
            PendingUpload upload = pending.upload();
            if (upload.chunks().size() + unwritten.size() >= MOST_CHUNKS) {
                throw new FailureException(
                        FailureCode.INVALID_EVENT, "The upload comes in too many pieces. Please send larger ones.");
            }
            piece.checksum().ifPresent(checksum -> checksum.add(bytes, count));
            MessageDigest digest = Sha256.newDigest();
            digest.update(bytes, 0, count);
            Chunk chunk = new Chunk(upload.fence(), number++, count, Sha256.ofDigest(digest.digest()));
            store.putChunk(upload.keyOf(chunk), bytes, count, chunk.sha256());
            unwritten.add(chunk);
            if (piece.checksum().isEmpty() && !isLast()) {
                pending = uploads.change(pending, upload.with(unwritten));
                unwritten.clear();
            }
        }

        private boolean isLast() {
            return length != null && pending.upload().with(unwritten).offset() >= length;
        }

        Received end(Source source) {
            Optional<RuntimeException> broken = Optional.ofNullable(source.failure);
            if (piece.checksum().isEmpty()) {
                return new Received(pending, List.copyOf(unwritten), broken);
            }
            if (broken.isPresent()) {
                return discarding(broken.get());
            }
            try {
                piece.checksum().ifPresent(UploadChecksum::requireMatch);
                return new Received(pending, List.copyOf(unwritten), Optional.empty());
            } catch (TusRefusal e) {
                return discarding(e);
            }
        }

        private Received discarding(RuntimeException reason) {
            uploads.forget(unwritten.stream().map(pending.upload()::keyOf).toList());
            return new Received(pending, List.of(), Optional.of(reason));
        }
    }

    /// The sender's bytes. What came before they ended counts, however they ended.
    private static final class Source {

        private final InputStream bytes;
        private boolean ended;
        private @Nullable FailureException failure;

        Source(InputStream bytes) {
            this.bytes = bytes;
        }

        /// Reads until the target is full or there are no more bytes.
        ///
        /// @return how many bytes are in the target
        int fill(byte[] target, int from) {
            int at = from;
            while (at < target.length && !ended) {
                int count = read(target, at);
                ended = count < 0;
                at += Math.max(count, 0);
            }
            return at;
        }

        private int read(byte[] target, int at) {
            try {
                return bytes.read(target, at, target.length - at);
            } catch (FailureException e) {
                failure = e;
                return -1;
            } catch (IOException e) {
                throw new IllegalStateException("the sender's stream throws nothing but failures", e);
            }
        }

        /// Whether what came last is to be kept: not if it is more than may come, and not if it cannot be checked.
        boolean isKept(Piece piece) {
            return failure == null
                    || (failure.code() != FailureCode.TOO_LARGE
                            && piece.checksum().isEmpty());
        }
    }
}
