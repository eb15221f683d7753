package io.darkroom.ingest.image;

import io.darkroom.events.Topics;
import io.darkroom.store.FetchedRaw;
import io.darkroom.store.FoundRaw;
import io.darkroom.store.ImageStore;
import io.darkroom.store.RawImage;
import io.darkroom.store.StoredRaw;
import io.darkroom.support.EventPublisher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.stereotype.Component;

/// Announces images that stand in the store while the record that brought them cannot tell so any more.
///
/// A record with a `dataref` may have stored its image and been stopped before the announcement; by the time it is
/// delivered again the object it refers to may be gone or another. The image was accepted all the same, so it is
/// announced
/// from what stands.
@Component
final class StandingImages {

    private final ImageStore store;
    private final EventPublisher publisher;

    StandingImages(ImageStore store, EventPublisher publisher) {
        this.store = store;
        this.publisher = publisher;
    }

    /// Announces a standing image. Announcing again is harmless.
    void announce(FoundRaw standing) {
        RawImage image = standing.image();
        try {
            Path directory = Files.createTempDirectory("standing-image");
            Path file = directory.resolve("original");
            try {
                store.fetchRaw(image.customerId(), image.imageId(), file)
                        .map(fetched -> stored(standing, fetched))
                        .ifPresent(raw -> publisher.publish(Topics.STREAMED, raw.received()));
            } finally {
                Files.deleteIfExists(file);
                Files.delete(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("an original cannot be copied to the temporary directory", e);
        }
    }

    private static StoredRaw stored(FoundRaw standing, FetchedRaw fetched) {
        return new StoredRaw(standing.image(), fetched.sizeBytes(), fetched.sha256(), standing.location());
    }
}
