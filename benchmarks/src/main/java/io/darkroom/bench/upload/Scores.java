package io.darkroom.bench.upload;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// All turns of all contenders in all cases.
final class Scores {

    private record Place(Cell cell, Contender contender) {}

    private final Map<Place, List<Turn>> turns = new HashMap<>();

    void add(Cell cell, Contender contender, Turn turn) {
        turns.computeIfAbsent(new Place(cell, contender), _ -> new ArrayList<>())
                .add(turn);
    }

    /// A figure of a contender in a case, if it was measured.
    Optional<Spread> of(Cell cell, Contender contender, ToDoubleFunction<Turn> figure) {
        return Optional.ofNullable(turns.get(new Place(cell, contender))).map(all -> Spread.of(all, figure));
    }

    /// The median of one contender's figure divided by that of another, if both were measured.
    Optional<Double> ratio(Cell cell, Contender contender, Contender other, ToDoubleFunction<Turn> figure) {
        return of(cell, contender, figure)
                .flatMap(ours -> of(cell, other, figure).map(theirs -> ours.median() / theirs.median()));
    }
}
