package io.darkroom.upload.resumable;

import io.darkroom.events.CustomerId;
import io.darkroom.events.FailureCode;
import io.darkroom.events.FailureException;
import io.darkroom.events.ImageId;
import io.darkroom.store.PendingUploadStore;
import io.darkroom.upload.UploadProperties;
import io.darkroom.upload.intake.ContentDigest;
import io.darkroom.upload.intake.ImageIntake;
import io.darkroom.upload.intake.IncomingImage;
import io.darkroom.upload.intake.LimitedStream;
import io.darkroom.upload.resumable.PendingUpload.Phase;
import io.darkroom.upload.resumable.TusRefusal.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/// Takes images in piece by piece. Once all pieces are there, an image goes the one way that every image goes; only
/// then its last piece counts, so an upload whose offset is its length is an image that was accepted.
@Component
class ResumableUploads {

    private static final String WHAT = "An image";
    private static final String REST = "The rest of the upload";

    private final PendingUploads uploads;
    private final PendingUploadStore store;
    private final ImageIntake intake;
    private final ChunkReceiver receiver;
    private final UploadProperties properties;
    private final Clock clock;

    ResumableUploads(
            PendingUploads uploads,
            PendingUploadStore store,
            ImageIntake intake,
            ChunkReceiver receiver,
            UploadProperties properties,
            Clock clock) {
        this.uploads = uploads;
        this.store = store;
        this.intake = intake;
        this.receiver = receiver;
        this.properties = properties;
        this.clock = clock;
    }

    /// Announces an image.
    ///
    /// @param length null if its sender does not know it yet
    /// @return the upload, or the one of the same id that goes on already
    PendingUpload create(CustomerId customer, ImageId id, @Nullable Long length, UploadMetadata metadata) {
        requireLength(customer, length);
        Instant now = clock.instant();
        PendingUpload standing = uploads.create(new PendingUpload(
                        id,
                        customer,
                        now,
                        now.plus(properties.resumable().expiry()),
                        length,
                        metadata.text(),
                        List.of(),
                        1,
                        null,
                        Phase.OPEN))
                .upload();
        if (length != null && standing.lengthBytes() != null && !length.equals(standing.lengthBytes())) {
            throw new FailureException(
                    FailureCode.ID_CONFLICT,
                    "The Idempotency-Key stands for another image already. Use a new one per image.");
        }
        return standing;
    }

    private void requireLength(CustomerId customer, @Nullable Long length) {
        if (length == null) {
            return;
        }
        if (length == 0) {
            throw new FailureException(FailureCode.EMPTY, "The image has no bytes.");
        }
        LimitedStream.requireWithin(length, WHAT, properties.limitsOf(customer).maxImageSize());
    }

    /// How far an upload has come. Whoever writes to it is overtaken.
    PendingUpload status(CustomerId customer, String id) {
        return uploads.takeOver(customer, id).upload();
    }

    /// Ends an upload.
    void terminate(CustomerId customer, String id) {
        uploads.terminate(customer, id);
    }

    /// Takes bytes.
    ///
    /// @param announced how long the upload is to be, if its sender says so now
    /// @return the upload as it stands afterwards
    PendingUpload append(CustomerId customer, String id, long offset, @Nullable Long announced, Piece piece) {
        Pending found = uploads.require(customer, id);
        requireLength(customer, announced);
        Long length = lengthOf(found.upload(), announced);
        requireOffset(found.upload(), offset);
        long room = requireRoom(customer, offset, piece.announcedBytes(), length);
        if (found.upload().phase() == Phase.FINISHED) {
            requireNothing(piece.within(room));
            return found.upload();
        }
        Pending claimed = uploads.claim(found);
        ChunkReceiver.Received received = receiver.receive(claimed, piece.within(room), length);
        return end(received, length);
    }

    // Reads nevertheless: a client that asks before it sends is told to go on by the first read, and takes no answer
    // for one that comes without that.
    private static void requireNothing(Piece piece) {
        try {
            var _ = piece.bytes().read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PendingUpload end(ChunkReceiver.Received received, @Nullable Long length) {
        PendingUpload whole = received.pending().upload().with(received.unwritten());
        try {
            if (received.failure().isEmpty() && length != null && whole.offset() == length) {
                // Who was overtaken must not complete anything.
                Pending standing = uploads.change(
                        received.pending(), received.pending().upload().renewed());
                return finish(standing, whole, length);
            }
        } catch (FailureException e) {
            release(received.pending().upload());
            throw e;
        }
        PendingUpload standing = uploads.change(
                        received.pending(), whole.ofLength(length).released())
                .upload();
        received.failure().ifPresent(failure -> {
            throw failure;
        });
        return standing;
    }

    private void release(PendingUpload upload) {
        uploads.takeOver(upload.customerId(), upload.id().toString());
    }

    private PendingUpload finish(Pending pending, PendingUpload whole, long length) {
        try (ChunkStream bytes = new ChunkStream(store, whole)) {
            intake.accept(new IncomingImage(
                    whole.customerId(),
                    whole.id(),
                    UploadMetadata.parse(whole.metadata()).fileName(),
                    ContentDigest.none(),
                    bytes));
        } catch (IOException e) {
            throw new IllegalStateException("chunks throw nothing but failures", e);
        }
        PendingUpload finished = uploads.change(pending, whole.finished(length)).upload();
        uploads.forget(whole.chunkKeys());
        return finished;
    }

    private static @Nullable Long lengthOf(PendingUpload upload, @Nullable Long announced) {
        Long known = upload.lengthBytes();
        if (known != null && announced != null && !known.equals(announced)) {
            throw new FailureException(
                    FailureCode.INVALID_EVENT, "The upload's length is known, and cannot be changed any more.");
        }
        return known == null ? announced : known;
    }

    private static void requireOffset(PendingUpload upload, long offset) {
        if (upload.offset() != offset) {
            throw new TusRefusal(
                    Reason.OFFSET_MISMATCH, "The upload stands at byte " + upload.offset() + ". Go on from there.");
        }
    }

    private long requireRoom(CustomerId customer, long offset, long announcedBytes, @Nullable Long length) {
        long most = Optional.ofNullable(length)
                .orElse(properties.limitsOf(customer).maxImageSize().toBytes());
        LimitedStream.requireWithin(announcedBytes, REST, DataSize.ofBytes(most - offset));
        return most - offset;
    }

    /// The bytes of a request.
    ///
    /// @param bytes read once, not closed
    /// @param announcedBytes how many they are to be; -1 if that is not known
    /// @param checksum of all of them, if they are only to count if they match
    record Piece(InputStream bytes, long announcedBytes, Optional<UploadChecksum> checksum) {

        private Piece within(long room) {
            return new Piece(new LimitedStream(bytes, REST, DataSize.ofBytes(room)), announcedBytes, checksum);
        }
    }
}
