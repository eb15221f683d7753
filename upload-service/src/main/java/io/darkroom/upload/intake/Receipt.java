package io.darkroom.upload.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.darkroom.events.ImageId;
import io.darkroom.events.Sha256;
import io.darkroom.store.StoredRaw;
import io.darkroom.upload.ImageLinks;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a sender gets for an accepted image: it is stored and announced, and will come to an end.
///
/// @param id which image
/// @param sizeBytes its length
/// @param sha256 its digest
/// @param mediaType told by its leading bytes
/// @param receivedAt when it was first accepted
/// @param fileName what the sender called it, if it said; cleaned
/// @param links where to go on
@JsonInclude(JsonInclude.Include.NON_NULL)
record Receipt(
        ImageId id,
        long sizeBytes,
        Sha256 sha256,
        String mediaType,
        Instant receivedAt,
        @Nullable String fileName,
        ImageLinks links) {

    static Receipt of(StoredRaw raw) {
        return new Receipt(
                raw.image().imageId(),
                raw.sizeBytes(),
                raw.sha256(),
                raw.image().mediaType(),
                raw.image().receivedAt(),
                raw.image().fileName(),
                ImageLinks.of(raw.image().imageId(), true));
    }
}
