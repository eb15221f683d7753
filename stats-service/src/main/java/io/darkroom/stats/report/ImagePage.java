package io.darkroom.stats.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Some images, newest first.
@Schema(description = "Some images, newest first")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ImagePage(
        @Schema(description = "The images") List<ImageRow> images,

        @Schema(
                description = "Ask with this cursor for the images that follow; absent on the last page",
                type = "string")
        @Nullable
        Cursor next)
        implements CsvTable {

    @Override
    public List<String> csvColumns() {
        return ImageRow.COLUMNS;
    }

    @Override
    public List<List<@Nullable Object>> csvRows() {
        return images.stream().map(ImageRow::cells).toList();
    }
}
