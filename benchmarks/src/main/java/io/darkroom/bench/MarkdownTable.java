package io.darkroom.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// A table in Markdown; all columns but the first are numbers, to the right.
public final class MarkdownTable {

    private final List<String> lines = new ArrayList<>();

    /// An empty table.
    public MarkdownTable(String... columns) {
        row(columns);
        lines.add("|---|" + String.join("", Collections.nCopies(columns.length - 1, "---:|")));
    }

    /// Adds a row.
    public void row(String... cells) {
        lines.add("| " + String.join(" | ", cells) + " |");
    }

    @Override
    public String toString() {
        return String.join(System.lineSeparator(), lines) + System.lineSeparator();
    }
}
