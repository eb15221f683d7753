package io.darkroom.store;

import io.darkroom.events.ImageReceived;
import io.darkroom.events.ObjectLocation;
import io.darkroom.events.Sha256;

/// An original in the store.
///
/// @param image its metadata, as first written
/// @param sizeBytes its length
/// @param sha256 its digest
/// @param location where it lies
public record StoredRaw(RawImage image, long sizeBytes, Sha256 sha256, ObjectLocation location) {

    /// The event that announces it; the same each time.
    public ImageReceived received() {
        return new ImageReceived(
                image.imageId(),
                image.customerId(),
                image.channel(),
                image.receivedAt(),
                1,
                image.mediaType(),
                sizeBytes,
                sha256,
                location,
                image.fileName(),
                image.attributes());
    }
}
