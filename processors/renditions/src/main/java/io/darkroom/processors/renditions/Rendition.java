package io.darkroom.processors.renditions;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/// One size to make.
///
/// @param name the result's name
/// @param sidePx the square that it fits into
record Rendition(String name, int sidePx) {

    /// What is made unless configured otherwise.
    static final String DEFAULTS = "large:1600,medium:512,thumbnail:128";

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final int MAX_SIDE_PX = 16_384;

    Rendition {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a rendition's name is of a-z, 0-9 and '-': '" + name + "'");
        }
        if (sidePx < 1 || sidePx > MAX_SIDE_PX) {
            throw new IllegalArgumentException(
                    "a rendition's side is from 1 to " + MAX_SIDE_PX + " pixels: " + name + " has " + sidePx);
        }
    }

    /// Reads `name:side,name:side,…`.
    ///
    /// @return the largest first
    /// @throws IllegalArgumentException if the text has another form, or a name twice
    static List<Rendition> parseAll(String text) {
        List<Rendition> renditions = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Rendition rendition = parse(part.strip());
            if (renditions.stream().anyMatch(other -> other.name.equals(rendition.name))) {
                throw new IllegalArgumentException("two renditions are named '" + rendition.name + "'");
            }
            renditions.add(rendition);
        }
        renditions.sort(Comparator.comparingInt(Rendition::sidePx).reversed());
        return List.copyOf(renditions);
    }

    private static Rendition parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("a rendition is name:side, not '" + text + "'");
        }
        try {
            return new Rendition(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a rendition's side is a number of pixels: '" + text + "'", e);
        }
    }
}
