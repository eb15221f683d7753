package io.darkroom.processors.renditions;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The processor's parameters: `max-pixels`, `max-pixels-decoded-whole`, `max-side`, `max-frames`, `renditions`
/// (`name:side,…`), `quality`.
///
/// @param limits what a header may announce
/// @param renditions what to make, the largest first
/// @param quality of JPEG and WebP, 1 to 100
record RenditionsSettings(HeaderLimits limits, List<Rendition> renditions, int quality) {

    private static final Set<String> NAMES =
            Set.of("max-pixels", "max-pixels-decoded-whole", "max-side", "max-frames", "renditions", "quality");

    RenditionsSettings {
        renditions = List.copyOf(renditions);
        if (renditions.isEmpty()) {
            throw new IllegalArgumentException("there is at least one rendition");
        }
        if (quality < 1 || quality > 100) {
            throw new IllegalArgumentException("the quality is from 1 to 100");
        }
    }

    /// @throws IllegalArgumentException if a parameter is unknown or has no good value; the message names it
    static RenditionsSettings of(Map<String, String> parameters) {
        Set<String> unknown = new TreeSet<>(parameters.keySet());
        unknown.removeAll(NAMES);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "no such parameter: " + String.join(", ", unknown) + "; there are " + new TreeSet<>(NAMES));
        }
        HeaderLimits limits = new HeaderLimits(
                number(parameters, "max-pixels", 100_000_000),
                number(parameters, "max-pixels-decoded-whole", 50_000_000),
                number(parameters, "max-side", 16_384),
                number(parameters, "max-frames", 1_000));
        return new RenditionsSettings(
                limits,
                Rendition.parseAll(parameters.getOrDefault("renditions", Rendition.DEFAULTS)),
                number(parameters, "quality", 80));
    }

    private static int number(Map<String, String> parameters, String name, int standard) {
        try {
            return Integer.parseInt(parameters.getOrDefault(name, Integer.toString(standard)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "the parameter " + name + " is a whole number up to " + Integer.MAX_VALUE, e);
        }
    }
}
