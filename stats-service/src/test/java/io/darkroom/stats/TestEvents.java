package io.darkroom.stats;

import io.darkroom.events.Channel;
import io.darkroom.events.CustomerId;
import io.darkroom.events.Failure;
import io.darkroom.events.FailureCode;
import io.darkroom.events.ImageId;
import io.darkroom.events.ImageProcessed;
import io.darkroom.events.ImageReceived;
import io.darkroom.events.ImageResult;
import io.darkroom.events.Label;
import io.darkroom.events.ObjectLocation;
import io.darkroom.events.Outcome;
import io.darkroom.events.Sha256;
import io.darkroom.events.SourceFacts;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Events of one image, to tell a story with.
///
/// @param imageId which image
/// @param customerId whose image
/// @param channel by which door it comes
/// @param receivedAt when
/// @param mediaType what it is
/// @param sizeBytes its length
/// @param fileName what its sender calls it
public record TestEvents(
        ImageId imageId,
        CustomerId customerId,
        Channel channel,
        Instant receivedAt,
        String mediaType,
        long sizeBytes,
        @Nullable String fileName) {

    private static final Sha256 DIGEST = Sha256.of(new byte[0]);

    /// A new image that a customer uploads now.
    public static TestEvents upload(String customer) {
        return new TestEvents(
                ImageId.random(),
                new CustomerId(customer),
                Channel.UPLOAD,
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                "image/jpeg",
                1000,
                "holiday.jpg");
    }

    /// The same, received at another time.
    public TestEvents at(Instant time) {
        return new TestEvents(imageId, customerId, channel, time, mediaType, sizeBytes, fileName);
    }

    /// The same, by another name.
    public TestEvents named(String name) {
        return new TestEvents(imageId, customerId, channel, receivedAt, mediaType, sizeBytes, name);
    }

    /// The same, by the stream.
    public TestEvents streamed() {
        return new TestEvents(imageId, customerId, Channel.STREAM, receivedAt, mediaType, sizeBytes, fileName);
    }

    /// It is accepted.
    public ImageReceived received() {
        return received(1);
    }

    /// It is announced for another attempt.
    public ImageReceived received(int attempt) {
        return new ImageReceived(
                imageId,
                customerId,
                channel,
                receivedAt,
                attempt,
                mediaType,
                sizeBytes,
                DIGEST,
                new ObjectLocation("raw", "raw/" + customerId + "/" + imageId),
                fileName,
                Map.of());
    }

    /// The first attempt ends well.
    public ImageProcessed processed() {
        return processed(1, Duration.ofMillis(120), "cat");
    }

    /// An attempt ends well, with two results of 100 and 200 bytes.
    ///
    /// @param category null: nothing is recognised
    public ImageProcessed processed(int attempt, Duration took, @Nullable String category) {
        List<Label> labels = category == null ? List.of() : List.of(new Label("other", 0.1), new Label(category, 0.9));
        return ended(attempt, took, null, labels, List.of(result("small", 100), result("large", 200)));
    }

    /// An attempt fails.
    public ImageProcessed failed(int attempt, FailureCode code) {
        return ended(
                attempt, Duration.ofMillis(7), new Failure(code, "told to its sender", null), List.of(), List.of());
    }

    private ImageProcessed ended(
            int attempt, Duration took, @Nullable Failure failure, List<Label> labels, List<ImageResult> results) {
        Instant startedAt = receivedAt.plusSeconds(attempt);
        return new ImageProcessed(
                imageId,
                customerId,
                channel,
                receivedAt,
                mediaType,
                sizeBytes,
                DIGEST,
                attempt,
                startedAt,
                startedAt.plus(took),
                failure == null ? Outcome.PROCESSED : Outcome.FAILED,
                failure,
                failure == null ? new SourceFacts(640, 480, 1, 1, "srgb") : null,
                results,
                labels,
                List.of(),
                startedAt.plus(Duration.ofDays(7)));
    }

    private ImageResult result(String name, long sizeBytes) {
        return new ImageResult(
                name, "image/webp", 64, 48, sizeBytes, DIGEST, new ObjectLocation("results", name + ".webp"));
    }
}
