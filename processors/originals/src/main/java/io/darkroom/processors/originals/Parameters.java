package io.darkroom.processors.originals;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// A processor's configured parameters, read with care: one that is unknown stops the start, for it is
/// a mistyped one.
public final class Parameters {

    private final Map<String, String> values;

    private Parameters(Map<String, String> values) {
        this.values = values;
    }

    /// The parameters, if all are known.
    ///
    /// @param known the processor's own parameters; those of [HeaderLimits] are known too
    /// @throws IllegalArgumentException if there is an unknown one; the message names it
    public static Parameters of(Map<String, String> values, Set<String> known) {
        Set<String> all = new HashSet<>(known);
        all.addAll(HeaderLimits.PARAMETERS);
        Set<String> unknown = new TreeSet<>(values.keySet());
        unknown.removeAll(all);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "no such parameter: " + String.join(", ", unknown) + "; there are " + new TreeSet<>(all));
        }
        return new Parameters(Map.copyOf(values));
    }

    /// A text.
    public String text(String name, String standard) {
        return values.getOrDefault(name, standard);
    }

    /// A text that there must be.
    ///
    /// @throws IllegalArgumentException if there is none
    public String text(String name) {
        String value = values.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("the parameter " + name + " is missing");
        }
        return value;
    }

    /// A whole number.
    ///
    /// @throws IllegalArgumentException if it is something else
    public int number(String name, int standard) {
        return number(name, text(name, Integer.toString(standard)));
    }

    /// A whole number in a range.
    ///
    /// @throws IllegalArgumentException if it is something else
    public int number(String name, int standard, int least, int most) {
        int number = number(name, standard);
        if (number < least || number > most) {
            throw new IllegalArgumentException(
                    "the parameter " + name + " is from " + least + " to " + most + ", not " + number);
        }
        return number;
    }

    /// Yes or no: `true` or `false`.
    ///
    /// @throws IllegalArgumentException if it is something else
    public boolean isOn(String name, boolean standard) {
        return switch (text(name, Boolean.toString(standard))) {
            case "true" -> true;
            case "false" -> false;
            case String other ->
                throw new IllegalArgumentException("the parameter " + name + " is true or false, not '" + other + "'");
        };
    }

    private static int number(String name, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "the parameter " + name + " is a whole number up to " + Integer.MAX_VALUE, e);
        }
    }
}
