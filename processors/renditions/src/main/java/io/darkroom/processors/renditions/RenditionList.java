package io.darkroom.processors.renditions;

import io.darkroom.processors.renditions.OutputFormat.Choice;
import io.darkroom.processors.renditions.Rendition.Box;
import io.darkroom.processors.renditions.Rendition.Encoding;
import io.darkroom.vips.Gamut;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the parameter `renditions`: `NAME:SIZE OPTION=VALUE …, NAME:SIZE …`.
///
/// SIZE is `1600` for a square, `1200x630`, `1200x` or `x630` for a side that is open. The options:
/// `fit`, `format`, `quality`, `effort`, `gamut`, `enlarge`.
final class RenditionList {

    /// What is made unless configured otherwise.
    static final String DEFAULTS = "large:1600, medium:512, thumbnail:128";

    private static final Pattern SIZE = Pattern.compile("(?<square>\\d{1,9})|(?<width>\\d{0,9})x(?<height>\\d{0,9})");
    private static final Set<String> OPTIONS = Set.of("fit", "format", "quality", "effort", "gamut", "enlarge");

    private final @Nullable Integer usualQuality;

    private RenditionList(@Nullable Integer usualQuality) {
        this.usualQuality = usualQuality;
    }

    /// @param usualQuality of those that say none; null for the usual one of each format
    /// @return in the order of the text
    /// @throws IllegalArgumentException if the text has another form; the message says where
    static List<Rendition> parse(String text, @Nullable Integer usualQuality) {
        RenditionList reader = new RenditionList(usualQuality);
        List<Rendition> renditions = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String part : text.split(",", -1)) {
            Rendition rendition = reader.rendition(part.strip());
            if (!names.add(rendition.name())) {
                throw new IllegalArgumentException("two renditions are named '" + rendition.name() + "'");
            }
            renditions.add(rendition);
        }
        return List.copyOf(renditions);
    }

    private Rendition rendition(String text) {
        List<String> words = Arrays.asList(text.split("\\s+"));
        String head = words.getFirst();
        int colon = head.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("a rendition is name:size, not '" + text + "'");
        }
        try {
            return rendition(
                    head.substring(0, colon), box(head.substring(colon + 1)), options(words.subList(1, words.size())));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("renditions: '" + text + "': " + e.getMessage(), e);
        }
    }

    private Rendition rendition(String name, Box box, Map<String, String> options) {
        Choice format = oneOf(Choice.class, options, "format", Choice.FITTING);
        Integer quality = options.containsKey("quality") ? (Integer) number(options.get("quality")) : usualQuality;
        Integer effort = options.containsKey("effort") ? (Integer) number(options.get("effort")) : null;
        Gamut gamut = switch (options.getOrDefault("gamut", "srgb")) {
            case "srgb" -> Gamut.SRGB;
            case "wide" -> Gamut.DISPLAY_P3;
            case String other -> throw new IllegalArgumentException("gamut is srgb or wide, not " + other);
        };
        boolean isEnlarged = switch (options.getOrDefault("enlarge", "no")) {
            case "yes" -> true;
            case "no" -> false;
            case String other -> throw new IllegalArgumentException("enlarge is yes or no, not " + other);
        };
        return new Rendition(
                name,
                box,
                oneOf(Fit.class, options, "fit", Fit.INSIDE),
                isEnlarged,
                new Encoding(format, quality, effort, gamut));
    }

    private static Box box(String text) {
        Matcher size = SIZE.matcher(text);
        if (!size.matches()) {
            throw new IllegalArgumentException("a size is a number of pixels, or WIDTHxHEIGHT, not '" + text + "'");
        }
        return size.group("square") != null
                ? new Box(number(text), number(text))
                : new Box(side(size.group("width")), side(size.group("height")));
    }

    private static int side(String text) {
        return text.isEmpty() ? Box.OPEN : number(text);
    }

    private static Map<String, String> options(List<String> words) {
        Map<String, String> options = new HashMap<>();
        for (String word : words) {
            String[] pair = word.split("=", 2);
            if (pair.length < 2 || !OPTIONS.contains(pair[0])) {
                throw new IllegalArgumentException("no such option: " + word + "; there are fit, format, quality, "
                        + "effort, gamut and enlarge, each with =VALUE");
            }
            options.put(pair[0], pair[1]);
        }
        return options;
    }

    private static <E extends Enum<E>> E oneOf(Class<E> type, Map<String, String> options, String name, E standard) {
        String word = options.get(name);
        if (word == null) {
            return standard;
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + " is one of "
                        + Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT) + ", not " + word));
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a whole number: '" + text + "'", e);
        }
    }
}
