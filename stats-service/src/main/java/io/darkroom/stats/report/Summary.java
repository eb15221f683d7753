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

/// The numbers of a time, in all and by what they are of.
@Schema(description = "Numbers of the images received in a time, in all and by kind")
@JsonInclude(JsonInclude.Include.NON_NULL)
record Summary(
        @Schema(description = "Whose numbers; absent: everybody's", type = "string") @Nullable
        CustomerId customer,

        @Schema(description = "Begin of the time, a UTC midnight or full hour")
        Instant from,

        @Schema(description = "End of the time, a UTC midnight or full hour; not within it")
        Instant to,

        @Schema(description = "Up to when the numbers are complete; absent until that is known") @Nullable
        Instant completeUntil,

        @Schema(description = "The numbers of all images") Tally total,

        @Schema(description = "By the door the images came by")
        List<Group> byChannel,

        @Schema(description = "By what the leading bytes say they are")
        List<Group> byMediaType,

        @Schema(description = "By the label with the highest score")
        List<Group> byCategory,

        @Schema(description = "Of the failed ones, by why they failed")
        List<Group> byFailureCode)
        implements CsvTable {

    /// The numbers of one kind.
    @Schema(name = "SummaryGroup", description = "Numbers of the images of one kind")
    record Group(
            @Schema(description = "The kind") String name,
            @JsonUnwrapped Tally tally) {}

    @Override
    public List<String> csvColumns() {
        return Stream.concat(Stream.of("dimension", "name"), Tally.COLUMNS.stream())
                .toList();
    }

    @Override
    public List<List<@Nullable Object>> csvRows() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        rows.add(row("total", "", total));
        byChannel.forEach(group -> rows.add(row("channel", group)));
        byMediaType.forEach(group -> rows.add(row("media_type", group)));
        byCategory.forEach(group -> rows.add(row("category", group)));
        byFailureCode.forEach(group -> rows.add(row("failure_code", group)));
        return rows;
    }

    private static List<@Nullable Object> row(String dimension, Group group) {
        return row(dimension, group.name(), group.tally());
    }

    private static List<@Nullable Object> row(String dimension, String name, Tally tally) {
        List<@Nullable Object> row = new ArrayList<>();
        row.add(dimension);
        row.add(name);
        row.addAll(tally.cells());
        return row;
    }
}
