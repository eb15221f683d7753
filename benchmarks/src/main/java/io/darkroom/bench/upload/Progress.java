package io.darkroom.bench.upload;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// How far a run is, and how long the rest will take: turns with files of the same size take about the same time.
final class Progress {

    private record Seen(int turns, Duration time) {
        Duration mean() {
            return time.dividedBy(turns);
        }
    }

    private final Duration guess;
    private final Map<FileSize, Integer> left = new EnumMap<>(FileSize.class);
    private final Map<FileSize, Seen> seen = new EnumMap<>(FileSize.class);

    /// @param cells of one round
    /// @param turnsPerCell in all rounds
    /// @param guess what a turn takes as long as none is known
    Progress(List<Cell> cells, int turnsPerCell, Duration guess) {
        this.guess = guess;
        cells.forEach(cell -> left.merge(cell.size(), turnsPerCell, Integer::sum));
    }

    /// A turn is done.
    void add(FileSize size, Duration took) {
        left.merge(size, -1, Integer::sum);
        Seen before = seen.getOrDefault(size, new Seen(0, Duration.ZERO));
        seen.put(size, new Seen(before.turns() + 1, before.time().plus(took)));
    }

    /// What is still to come.
    Duration rest() {
        return left.entrySet().stream()
                .map(entry -> each(entry.getKey()).multipliedBy(entry.getValue()))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private Duration each(FileSize size) {
        Seen known = seen.get(size);
        return known == null ? guess : known.mean();
    }
}
