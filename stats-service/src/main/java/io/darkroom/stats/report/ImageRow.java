package io.darkroom.stats.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One image as the accounts know it.
@Schema(name = "ImageFacts", description = "One image and what became of it")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ImageRow(
        @Schema(description = "The id of its receipt") UUID imageId,
        @Schema(description = "Whose image") String customerId,

        @Schema(
                description = "UPLOAD or STREAM",
                allowableValues = {"UPLOAD", "STREAM"})
        String channel,

        @Schema(description = "When it was accepted") Instant receivedAt,

        @Schema(description = "What its leading bytes say it is")
        String mediaType,

        @Schema(description = "Length of the original") long sizeBytes,

        @Schema(description = "What the sender called it; told to its customer only") @Nullable
        String fileName,

        @Schema(
                description = "What became of it",
                allowableValues = {"IN_FLIGHT", "PROCESSED", "FAILED"})
        String outcome,

        @Schema(description = "Why it failed") @Nullable String failureCode,

        @Schema(description = "The label with the highest score") @Nullable
        String category,

        @Schema(description = "The attempt that this tells of: 1, more after replays") @Nullable
        Integer attempt,

        @Schema(description = "When work on it ended") @Nullable
        Instant finishedAt,

        @Schema(description = "How long that took") @Nullable
        Long processingMillis,

        @Schema(description = "How many results it has") @Nullable
        Integer resultCount,

        @Schema(description = "Length of the results together") @Nullable
        Long resultBytes,

        @Schema(description = "Width of the original as stored") @Nullable
        Integer widthPx,

        @Schema(description = "Height of the original as stored") @Nullable
        Integer heightPx) {

    static final List<String> COLUMNS = List.of(
            "image_id",
            "customer_id",
            "channel",
            "received_at",
            "media_type",
            "size_bytes",
            "file_name",
            "outcome",
            "failure_code",
            "category",
            "attempt",
            "finished_at",
            "processing_millis",
            "result_count",
            "result_bytes",
            "width_px",
            "height_px");

    /// In the order of [#COLUMNS].
    List<@Nullable Object> cells() {
        return Arrays.asList(
                imageId,
                customerId,
                channel,
                receivedAt,
                mediaType,
                sizeBytes,
                fileName,
                outcome,
                failureCode,
                category,
                attempt,
                finishedAt,
                processingMillis,
                resultCount,
                resultBytes,
                widthPx,
                heightPx);
    }
}
