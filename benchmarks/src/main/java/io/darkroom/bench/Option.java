package io.darkroom.bench;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// An option of a benchmark's command line.
///
/// @param name with its dashes
/// @param value what follows it
public record Option(String name, String value) {

    /// All options of a command line, each with its value.
    ///
    /// @throws IllegalArgumentException if the last one lacks its value
    public static List<Option> all(List<String> arguments) {
        List<Option> options = new ArrayList<>();
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String name = rest.next();
            if (!rest.hasNext()) {
                throw new IllegalArgumentException(name + " wants a value");
            }
            options.add(new Option(name, rest.next()));
        }
        return options;
    }

    /// Its value as a number.
    ///
    /// @throws IllegalArgumentException if it is none
    public int number() {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " wants a number, not " + value, e);
        }
    }

    /// What to say of one that there is not.
    public IllegalArgumentException unknown() {
        return new IllegalArgumentException("There is no option " + name);
    }
}
