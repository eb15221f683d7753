package io.darkroom.events;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;

/// A fact about one image, as it travels between services.
public sealed interface ImageEvent permits ImageReceived, ImageProcessed {

    /// Which image; also the Kafka record's key, so that all events of one image stay in order.
    ImageId imageId();

    /// Whose image.
    CustomerId customerId();

    /// By which door it came.
    Channel channel();

    /// When it was accepted: set once, the same in every event of the image. It decides the day that the
    /// image counts for.
    Instant receivedAt();

    /// Which attempt at processing the image this belongs to: 1, and one more for each replay.
    int attempt();

    /// The CloudEvents `id`: derived, so that a fact published twice has one id.
    @JsonIgnore
    String eventId();

    /// The CloudEvents `type`.
    @JsonIgnore
    String type();

    /// The CloudEvents `time`: when the fact came about.
    @JsonIgnore
    Instant occurredAt();
}
