package io.darkroom.store;

import io.darkroom.events.Channel;
import io.darkroom.events.CustomerId;
import io.darkroom.events.ImageId;
import io.darkroom.events.ImageProcessed;
import io.darkroom.events.Outcome;
import io.darkroom.events.ProcessorRun;
import io.darkroom.events.Sha256;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Manifests for tests.
final class Manifests {

    private static final Instant RECEIVED_AT = Instant.parse("2026-03-01T10:15:30.123Z");

    private Manifests() {}

    /// @param writer tells manifests of one attempt apart
    static Manifest manifest(CustomerId customer, ImageId image, int attempt, String writer) {
        ImageProcessed processed = new ImageProcessed(
                image,
                customer,
                Channel.UPLOAD,
                RECEIVED_AT,
                "image/jpeg",
                1000,
                Sha256.of(new byte[1000]),
                attempt,
                RECEIVED_AT.plusSeconds(1),
                RECEIVED_AT.plusSeconds(2),
                Outcome.PROCESSED,
                null,
                null,
                List.of(),
                List.of(),
                List.of(new ProcessorRun("renditions", writer, 12)),
                RECEIVED_AT.plusSeconds(600_000));
        return new Manifest(
                processed, Map.of("renditions.writer", writer), Map.of("renditions", Map.of("quality", "80")));
    }
}
