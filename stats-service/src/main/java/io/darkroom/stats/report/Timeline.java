package io.darkroom.stats.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.darkroom.events.CustomerId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The numbers of each step of a time; a step without images is there too.
@Schema(description = "Numbers of the images received in each hour or day of a time")
@JsonInclude(JsonInclude.Include.NON_NULL)
record Timeline(
        @Schema(description = "Whose numbers; absent: everybody's", type = "string") @Nullable
        CustomerId customer,

        @Schema(description = "Begin of the time") Instant from,

        @Schema(description = "End of the time; not within it")
        Instant to,

        @Schema(description = "How wide the steps are") Bucket bucket,

        @Schema(description = "Up to when the numbers are complete; absent until that is known") @Nullable
        Instant completeUntil,

        @Schema(description = "One for every step, oldest first")
        List<Point> points)
        implements CsvTable {

    /// The numbers of one step.
    @Schema(name = "TimelinePoint", description = "Numbers of the images received in one step")
    record Point(
            @Schema(description = "Begin of the step") Instant start,
            @JsonUnwrapped Tally tally) {}

    @Override
    public List<String> csvColumns() {
        return Stream.concat(Stream.of("start"), Tally.COLUMNS.stream()).toList();
    }

    @Override
    public List<List<@Nullable Object>> csvRows() {
        return points.stream().map(Timeline::row).toList();
    }

    private static List<@Nullable Object> row(Point point) {
        List<@Nullable Object> row = new ArrayList<>();
        row.add(point.start());
        row.addAll(point.tally().cells());
        return row;
    }
}
