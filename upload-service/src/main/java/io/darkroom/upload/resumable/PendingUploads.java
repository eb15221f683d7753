package io.darkroom.upload.resumable;

import io.darkroom.events.CustomerId;
import io.darkroom.events.FailureException;
import io.darkroom.events.ImageId;
import io.darkroom.store.ObjectKey;
import io.darkroom.store.PendingUploadStore;
import io.darkroom.upload.resumable.TusRefusal.Reason;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Finds and changes uploads, of any instance.
@Component
class PendingUploads {

    private static final Logger LOG = LoggerFactory.getLogger(PendingUploads.class);
    private static final int TRIES_IN_A_RACE = 8;
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final PendingUploadStore store;
    private final Clock clock;

    PendingUploads(PendingUploadStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /// Announces an upload; one of the same id that can be continued stands, if it is of the same length.
    ///
    /// @return the one that stands
    Pending create(PendingUpload upload) {
        for (int tries = 0; tries < TRIES_IN_A_RACE; tries++) {
            Optional<Pending> standing = find(upload.customerId(), upload.id());
            if (standing.isPresent() && !standing.get().upload().isOver(clock.instant())) {
                return standing.get();
            }
            Optional<Pending> created =
                    write(upload, standing.map(Pending::version).orElse(null));
            if (created.isPresent()) {
                return created.get();
            }
        }
        throw locked();
    }

    /// An upload that can be continued, or has become an image.
    ///
    /// @throws TusRefusal if there is none
    Pending require(CustomerId customer, String id) {
        Pending found = parse(id)
                .flatMap(known -> find(customer, known))
                .orElseThrow(() -> new TusRefusal(Reason.UPLOAD_NOT_FOUND, "There is no such upload."));
        if (found.upload().isOver(clock.instant())) {
            throw new TusRefusal(Reason.UPLOAD_GONE, "The upload has expired or was ended. Please begin a new one.");
        }
        return found;
    }

    /// An upload that nobody writes to: whoever does is overtaken, and nothing counts any more that it does from now
    /// on.
    Pending takeOver(CustomerId customer, String id) {
        for (int tries = 0; tries < TRIES_IN_A_RACE; tries++) {
            Pending found = require(customer, id);
            if (found.upload().writer() == null) {
                return found;
            }
            Optional<Pending> released = write(found.upload().released(), found.version());
            if (released.isPresent()) {
                return released.get();
            }
        }
        throw locked();
    }

    /// Begins to write.
    ///
    /// @throws TusRefusal if somebody else does
    Pending claim(Pending pending) {
        if (pending.upload().writer() != null) {
            throw locked();
        }
        return change(pending, pending.upload().claimedBy(UUID.randomUUID().toString()));
    }

    /// Changes an upload.
    ///
    /// @throws TusRefusal if somebody else has changed it meanwhile
    Pending change(Pending pending, PendingUpload changed) {
        return write(changed, pending.version()).orElseThrow(PendingUploads::locked);
    }

    /// Ends an upload at its sender's wish. An image that it became stays.
    void terminate(CustomerId customer, String id) {
        for (int tries = 0; tries < TRIES_IN_A_RACE; tries++) {
            Pending found = require(customer, id);
            if (write(found.upload().terminated(), found.version()).isPresent()) {
                forget(found.upload().chunkKeys());
                return;
            }
        }
        throw locked();
    }

    /// Removes chunks that are not needed any more. What stays is removed with the bucket's other old objects.
    void forget(List<ObjectKey.Chunk> chunks) {
        try {
            store.deleteChunks(chunks);
        } catch (FailureException e) {
            LOG.atDebug().setCause(e).log("the chunks of an upload could not be removed");
        }
    }

    private Optional<Pending> find(CustomerId customer, ImageId id) {
        return store.findDescription(customer, id)
                .map(found -> new Pending(MAPPER.readValue(found.json(), PendingUpload.class), found.version()));
    }

    private Optional<Pending> write(PendingUpload upload, @Nullable String replaced) {
        return store.putDescription(upload.customerId(), upload.id(), MAPPER.writeValueAsString(upload), replaced)
                .map(version -> new Pending(upload, version));
    }

    private static Optional<ImageId> parse(String id) {
        try {
            return Optional.of(ImageId.parse(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static TusRefusal locked() {
        return new TusRefusal(
                Reason.UPLOAD_LOCKED, "Another request writes to the upload. Ask for its offset, then go on.");
    }
}
