package io.darkroom.bench.upload;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// The middle and the ends of what several rounds have measured.
///
/// @param median the middle one, or the mean of the two in the middle
/// @param least the smallest
/// @param most the largest
record Spread(double median, double least, double most) {

    /// @throws IllegalArgumentException if there is nothing
    static <T> Spread of(Collection<T> measured, ToDoubleFunction<T> value) {
        List<Double> sorted =
                measured.stream().map(value::applyAsDouble).sorted().toList();
        if (sorted.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
        int size = sorted.size();
        double median = (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
        return new Spread(median, sorted.getFirst(), sorted.getLast());
    }

    /// The median, and the ends in parentheses.
    ///
    /// @param decimals after the point
    String text(int decimals) {
        return number(median, decimals) + " (" + number(least, decimals) + "-" + number(most, decimals) + ")";
    }

    static String number(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
