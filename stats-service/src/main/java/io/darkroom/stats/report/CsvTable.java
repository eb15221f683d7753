package io.darkroom.stats.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// An answer that can be written as CSV too.
interface CsvTable {

    /// The names of the columns.
    List<String> csvColumns();

    /// The rows, each with a cell for every column; null is an empty cell.
    List<List<@Nullable Object>> csvRows();
}
