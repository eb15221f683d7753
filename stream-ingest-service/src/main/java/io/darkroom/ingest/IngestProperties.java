package io.darkroom.ingest;

import io.darkroom.events.ImageFormat;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/// What the stream-ingest-service takes, and how fast.
///
/// @param formats the image formats that are taken, told by the leading bytes
/// @param maxImageSize how large an image may be; one inside a record is also bound by the topic's `max.message.bytes`
/// @param datarefBuckets the buckets that a `dataref` may name an object in; none refuses every `dataref`. Never one of
///     Darkroom's own: a sender could read other customers' images through it
/// @param parallelImages how many images one instance stores at once. Each takes up to 8 MiB of memory, and two of the
///     store's connections (`darkroom.store.max-connections`)
/// @param defectAttempts how often a record is tried that runs into a defect of ours, before it becomes a dead letter
/// @param consumer how the topic is read
/// @param backOff how long a batch waits before it is delivered again because the store or the broker is away
@ConfigurationProperties("darkroom.ingest")
@Validated
public record IngestProperties(
        @DefaultValue({"JPEG", "PNG", "GIF", "WEBP", "TIFF", "AVIF", "HEIC", "SVG"}) @NotEmpty
        Set<ImageFormat> formats,

        @DefaultValue("50MB") DataSize maxImageSize,

        @DefaultValue
        Set<@Pattern(regexp = "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", message = "must be a bucket name") String>
                datarefBuckets,

        @DefaultValue("32") @Min(1) @Max(1000) int parallelImages,
        @DefaultValue("3") @Min(1) @Max(10) int defectAttempts,
        @DefaultValue @Valid Consumer consumer,
        @DefaultValue @Valid BackOff backOff) {

    /// @throws IllegalArgumentException if the size is not positive
    public IngestProperties {
        formats = Set.copyOf(formats);
        datarefBuckets = Set.copyOf(datarefBuckets);
        if (maxImageSize.toBytes() < 1) {
            throw new IllegalArgumentException("darkroom.ingest.max-image-size must be positive");
        }
    }

    /// How the topic is read.
    ///
    /// @param threads how many consumers one instance runs; no more than the topic has partitions are of use
    /// @param batchDeadline how long one batch may take; what is not done by then is delivered again
    /// @param stalledAfter after how long without a poll a consumer counts as stuck, and the service as not alive
    public record Consumer(
            @DefaultValue("2") @Min(1) @Max(64) int threads,
            @DefaultValue("4m") Duration batchDeadline,
            @DefaultValue("6m") Duration stalledAfter) {

        /// @throws IllegalArgumentException unless 0 < batchDeadline < stalledAfter
        public Consumer {
            if (!batchDeadline.isPositive() || batchDeadline.compareTo(stalledAfter) >= 0) {
                throw new IllegalArgumentException(
                        "darkroom.ingest.consumer.batch-deadline must be positive and shorter"
                                + " than stalled-after: a batch that takes its time is not stuck");
            }
        }
    }

    /// How long a batch waits before it is delivered again; the wait doubles from the first to the longest.
    ///
    /// @param first the first wait
    /// @param longest no wait is longer
    public record BackOff(
            @DefaultValue("500ms") Duration first,
            @DefaultValue("10s") Duration longest) {

        /// @throws IllegalArgumentException unless 0 < first <= longest
        public BackOff {
            if (first.toMillis() < 1 || first.compareTo(longest) > 0) {
                throw new IllegalArgumentException(
                        "darkroom.ingest.back-off.first must be at least 1 ms and no longer than longest");
            }
        }
    }
}
