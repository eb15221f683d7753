package io.darkroom.store;

import io.darkroom.events.Channel;
import io.darkroom.events.CustomerId;
import io.darkroom.events.ImageId;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Map;

/// A program for a test that gives it little memory: stores one large original.
final class StoreOneLargeImage {

    private StoreOneLargeImage() {}

    /// Stores it.
    ///
    /// @param arguments endpoint, access key, secret key, length in bytes, image id
    public static void main(String[] arguments) throws IOException {
        StoreSettings settings =
                PatientSettings.of(URI.create(arguments[0]), new StoreSettings.Credentials(arguments[1], arguments[2]));
        RawImage image = new RawImage(
                new CustomerId("acme"),
                ImageId.parse(arguments[4]),
                Channel.UPLOAD,
                Instant.now(),
                "image/tiff",
                null,
                Map.of());
        try (S3ImageStore store = S3ImageStore.open(settings)) {
            store.putRaw(image, new EndlessBytes(1, Long.parseLong(arguments[3])));
        }
    }
}
