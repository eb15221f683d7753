package io.darkroom.bench.upload;

import io.darkroom.bench.MarkdownTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What was to be reached, beside what was measured.
///
/// @param cells in order
/// @param scores of all
record Aims(List<Cell> cells, Scores scores) {

    private static final double SHARE_OF_LIMIT = 0.8;
    private static final int CLIENTS = 8;
    private static final double FLAT = 1.25;

    private record Ratio(Cell cell, double value) {
        @Override
        public String toString() {
            return cell + ": " + Spread.number(value, 2);
        }
    }

    String toMarkdown() {
        MarkdownTable table = new MarkdownTable("aim", "measured", "reached");
        List<Ratio> speed = ratios(
                cells.stream().filter(cell -> cell.clients() == CLIENTS),
                cell -> scores.ratio(cell, Contender.PLAIN, Contender.DIRECT, Turn::mebibytesPerSecond));
        row(
                table,
                "one request per image: goodput at least 0.8 of the limit, 8 clients",
                speed,
                speed.stream().allMatch(ratio -> ratio.value() >= SHARE_OF_LIMIT));
        below(table, Contender.PLAIN, Contender.TUS_NODE);
        below(table, Contender.PLAIN, Contender.FORM_NODE);
        below(table, Contender.RESUMABLE, Contender.TUS_NODE);
        flat(table, Contender.PLAIN);
        flat(table, Contender.RESUMABLE);
        return table.toString();
    }

    private void below(MarkdownTable table, Contender ours, Contender peer) {
        List<Ratio> ratios = ratios(cells.stream(), cell -> scores.ratio(cell, ours, peer, Aims::cpuOfServer));
        row(
                table,
                "%s: CPU per MiB of the server below that of %s".formatted(ours.title(), peer.title()),
                ratios.stream().max(Comparator.comparingDouble(Ratio::value)).stream()
                        .toList(),
                ratios.stream().allMatch(ratio -> ratio.value() < 1));
    }

    private static double cpuOfServer(Turn turn) {
        return turn.cpuMillisPerMebibyte(Role.SERVER);
    }

    private void flat(MarkdownTable table, Contender ours) {
        List<Ratio> growth = ratios(
                cells.stream().filter(cell -> cell.size() == FileSize.LARGE),
                cell -> peak(ours, cell)
                        .flatMap(large -> peak(ours, new Cell(FileSize.MEDIUM, cell.clients()))
                                .map(medium -> large / medium)));
        row(
                table,
                "%s: flat memory, the peak at most %s of that with 4 MB".formatted(ours.title(), FLAT),
                growth,
                growth.stream().allMatch(ratio -> ratio.value() <= FLAT));
    }

    private Optional<Double> peak(Contender ours, Cell cell) {
        return scores.of(cell, ours, turn -> turn.peakMegabytes(Role.SERVER)).map(Spread::median);
    }

    private interface Figure {
        Optional<Double> of(Cell cell);
    }

    private static List<Ratio> ratios(Stream<Cell> cells, Figure figure) {
        List<Ratio> ratios = new ArrayList<>();
        cells.forEach(cell -> figure.of(cell).ifPresent(value -> ratios.add(new Ratio(cell, value))));
        return ratios;
    }

    private static void row(MarkdownTable table, String aim, List<Ratio> measured, boolean isReached) {
        if (measured.isEmpty()) {
            table.row(aim, "–", "not measured");
        } else {
            String text =
                    String.join("; ", measured.stream().map(Ratio::toString).toList());
            table.row(aim, text, isReached ? "yes" : "no");
        }
    }
}
