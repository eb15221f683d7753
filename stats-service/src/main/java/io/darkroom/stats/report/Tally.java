package io.darkroom.stats.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// The numbers of a number of images.
@Schema(description = "Numbers of images by outcome, bytes and processing time")
@JsonInclude(JsonInclude.Include.NON_NULL)
record Tally(
        @Schema(description = "Images received: processed + failed + inFlight")
        long images,

        @Schema(description = "Images that ended well") long processed,
        @Schema(description = "Images that failed") long failed,

        @Schema(description = "Images that have not come to an end")
        long inFlight,

        @Schema(description = "Length of the originals together")
        long bytesIn,

        @Schema(description = "Length of the results together")
        long bytesOut,

        @Schema(description = "Mean processing time; absent if no image has ended") @Nullable
        Long meanMillis,

        @Schema(description = "Half of the images took less than this: a bound of a histogram, at most a half too high")
        @Nullable
        Long p50Millis,

        @Schema(description = "95 of 100 images took less than this") @Nullable
        Long p95Millis,

        @Schema(description = "99 of 100 images took less than this") @Nullable
        Long p99Millis) {

    static final List<String> COLUMNS = List.of(
            "images",
            "processed",
            "failed",
            "in_flight",
            "bytes_in",
            "bytes_out",
            "mean_millis",
            "p50_millis",
            "p95_millis",
            "p99_millis");

    static Tally of(Collection<RollupCell> cells) {
        long processed = sum(cells, cell -> cell.outcome().equals("PROCESSED"), RollupCell::images);
        long failed = sum(cells, cell -> cell.outcome().equals("FAILED"), RollupCell::images);
        long ended = processed + failed;
        List<RollupCell> byTime = cells.stream()
                .filter(cell -> cell.upToMillis() != null)
                .sorted(Comparator.comparingLong(cell -> Objects.requireNonNull(cell.upToMillis())))
                .toList();
        return new Tally(
                sum(cells, cell -> true, RollupCell::images),
                processed,
                failed,
                sum(cells, cell -> cell.outcome().equals("IN_FLIGHT"), RollupCell::images),
                sum(cells, cell -> true, RollupCell::bytesIn),
                sum(cells, cell -> true, RollupCell::bytesOut),
                ended == 0 ? null : sum(cells, cell -> true, RollupCell::processingMillis) / ended,
                percentile(byTime, ended, 50),
                percentile(byTime, ended, 95),
                percentile(byTime, ended, 99));
    }

    /// In the order of [#COLUMNS].
    List<@Nullable Object> cells() {
        return Arrays.asList(
                images, processed, failed, inFlight, bytesIn, bytesOut, meanMillis, p50Millis, p95Millis, p99Millis);
    }

    private static long sum(
            Collection<RollupCell> cells, Predicate<RollupCell> which, ToLongFunction<RollupCell> number) {
        return cells.stream().filter(which).mapToLong(number).sum();
    }

    private static @Nullable Long percentile(List<RollupCell> byTime, long ended, int percent) {
        long upTo = 0;
        for (RollupCell cell : byTime) {
            upTo += cell.images();
            if (upTo * 100 >= ended * percent) {
                return cell.upToMillis();
            }
        }
        return null;
    }
}
