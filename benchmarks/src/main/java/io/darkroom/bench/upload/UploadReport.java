package io.darkroom.bench.upload;

import io.darkroom.bench.MarkdownTable;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// The result, in Markdown: a table for each size of files, then the aims.
///
/// @param cells in order
/// @param contenders in order
/// @param scores of all
/// @param cpus that everything shared
record UploadReport(List<Cell> cells, List<Contender> contenders, Scores scores, int cpus) {

    private static final String NONE = "–";

    String toMarkdown() {
        StringBuilder text = new StringBuilder();
        cells.stream()
                .map(Cell::size)
                .distinct()
                .forEach(size -> text.append(table(size)).append(System.lineSeparator()));
        return text.append(new Aims(cells, scores).toMarkdown()).toString();
    }

    private MarkdownTable table(FileSize size) {
        MarkdownTable table = new MarkdownTable(
                "files of " + size,
                "clients",
                "goodput, MiB/s",
                "of the limit",
                "CPU ms per MiB: server",
                "S3 server",
                "Kafka",
                "generator",
                "CPUs busy",
                "peak memory of the server, MB",
                "of the S3 server, MB");
        cells.stream()
                .filter(cell -> cell.size() == size)
                .forEach(cell -> contenders.forEach(contender -> row(table, cell, contender)));
        return table;
    }

    private void row(MarkdownTable table, Cell cell, Contender contender) {
        boolean isLimit = contender == Contender.DIRECT;
        boolean isOurs = contender == Contender.PLAIN || contender == Contender.RESUMABLE;
        table.row(
                contender.title(),
                Integer.toString(cell.clients()),
                spread(cell, contender, 1, Turn::mebibytesPerSecond),
                scores.ratio(cell, contender, Contender.DIRECT, Turn::mebibytesPerSecond)
                        .map(ratio -> Spread.number(ratio, 2))
                        .orElse(NONE),
                isLimit ? NONE : spread(cell, contender, 2, cpu(Role.SERVER)),
                median(cell, contender, 2, cpu(Role.S3)),
                isOurs ? median(cell, contender, 2, cpu(Role.KAFKA)) : NONE,
                median(cell, contender, 2, cpu(Role.GENERATOR)),
                median(cell, contender, 2, turn -> turn.busy(cpus)),
                isLimit ? NONE : spread(cell, contender, 0, turn -> turn.peakMegabytes(Role.SERVER)),
                median(cell, contender, 0, turn -> turn.peakMegabytes(Role.S3)));
    }

    private static ToDoubleFunction<Turn> cpu(Role role) {
        return turn -> turn.cpuMillisPerMebibyte(role);
    }

    private String spread(Cell cell, Contender contender, int decimals, ToDoubleFunction<Turn> figure) {
        return scores.of(cell, contender, figure)
                .map(spread -> spread.text(decimals))
                .orElse(NONE);
    }

    private String median(Cell cell, Contender contender, int decimals, ToDoubleFunction<Turn> figure) {
        Optional<Spread> spread = scores.of(cell, contender, figure);
        return spread.map(all -> Spread.number(all.median(), decimals)).orElse(NONE);
    }
}
