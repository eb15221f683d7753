package io.darkroom.upload;

import io.darkroom.events.Channel;
import io.darkroom.events.CustomerId;
import io.darkroom.events.Failure;
import io.darkroom.events.FailureCode;
import io.darkroom.events.ImageId;
import io.darkroom.events.ImageProcessed;
import io.darkroom.events.Outcome;
import io.darkroom.events.Sha256;
import java.time.Instant;
import java.util.List;

/// Ends of images.
public final class Endings {

    private static final Instant RECEIVED = Instant.parse("2026-11-22T12:00:00Z");

    private Endings() {}

    /// A new image of a customer's that failed.
    public static ImageProcessed failed(String customer) {
        return failed(ImageId.random(), customer);
    }

    /// An image of a customer's that failed.
    public static ImageProcessed failed(ImageId id, String customer) {
        return new ImageProcessed(
                id,
                new CustomerId(customer),
                Channel.UPLOAD,
                RECEIVED,
                "image/jpeg",
                1000,
                Sha256.of(new byte[1000]),
                1,
                RECEIVED,
                RECEIVED.plusSeconds(2),
                Outcome.FAILED,
                new Failure(FailureCode.CORRUPT_IMAGE, "The image is cut short.", "renditions"),
                null,
                List.of(),
                List.of(),
                List.of(),
                RECEIVED.plusSeconds(7 * 24 * 3600));
    }
}
