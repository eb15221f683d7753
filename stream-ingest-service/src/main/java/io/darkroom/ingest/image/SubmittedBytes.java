package io.darkroom.ingest.image;

import io.darkroom.events.InvalidEventException;
import io.darkroom.events.ObjectLocation;
import io.darkroom.events.SubmittedImage;
import io.darkroom.ingest.IngestProperties;
import io.darkroom.store.Bucket;
import io.darkroom.store.ImageStore;
import io.darkroom.store.StoreSettings;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Opens the bytes of a submitted image, wherever they are: in the record, or in an object that it refers to.
@Component
final class SubmittedBytes {

    private final ImageStore store;
    private final Set<String> buckets;
    private final long maxBytes;

    /// @throws IllegalArgumentException if the settings let a `dataref` name one of our own buckets
    SubmittedBytes(ImageStore store, StoreSettings settings, IngestProperties properties) {
        for (Bucket bucket : Bucket.values()) {
            if (properties.datarefBuckets().contains(settings.nameOf(bucket))) {
                throw new IllegalArgumentException("darkroom.ingest.dataref-buckets must not hold "
                        + settings.nameOf(bucket) + ": senders could read other customers' images through it");
            }
        }
        this.store = store;
        this.buckets = properties.datarefBuckets();
        this.maxBytes = properties.maxImageSize().toBytes();
    }

    /// A stream that judges itself; see [CheckedStream]. Close it.
    ///
    /// @throws InvalidEventException if the image refers to an object that is out of bounds or not there
    InputStream open(SubmittedImage submitted) {
        InputStream bytes = submitted.bytes() != null
                ? new ByteArrayInputStream(submitted.bytes())
                : openReference(String.valueOf(submitted.dataRef()));
        return new CheckedStream(bytes, maxBytes, submitted.sha256());
    }

    private InputStream openReference(String dataRef) {
        ObjectLocation location = DataReference.parse(dataRef);
        if (!buckets.contains(location.bucket())) {
            throw new InvalidEventException("the attribute 'dataref' names a bucket that images are not taken from");
        }
        return store.open(location)
                .orElseThrow(
                        () -> new InvalidEventException("the attribute 'dataref' names an object that is not there"));
    }
}
