package io.darkroom.processors.inspect;

import io.darkroom.vips.VipsException;
import io.darkroom.vips.VipsImage;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a camera noted. All of it is a stranger's text: it is cut, and control characters go. Fields:
/// CIPA DC-008 (Exif 2.32).
final class ExifSummary {

    private static final int MAX_LENGTH = 100;

    // libvips writes TEXT (TEXT, ASCII, 6 components, 6 bytes).
    private static final Pattern ENTRY = Pattern.compile("(?s)(.*), [A-Za-z]+, \\d+ components, \\d+ bytes\\)");
    private static final Pattern FRACTION = Pattern.compile("(\\d{1,9})/(\\d{1,9})");
    private static final Pattern OFFSET = Pattern.compile("[+-]\\d\\d:\\d\\d");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy:MM:dd HH:mm:ss", Locale.ROOT);

    private final VipsImage header;

    ExifSummary(VipsImage header) {
        this.header = header;
    }

    /// Camera and time, as far as they are known; the place if asked for.
    Map<String, String> attributes(boolean place) throws VipsException {
        Map<String, String> attributes = new TreeMap<>();
        text("exif-ifd0-Make").ifPresent(make -> attributes.put("camera-make", make));
        text("exif-ifd0-Model").ifPresent(model -> attributes.put("camera-model", model));
        takenAt().ifPresent(time -> attributes.put("taken-at", time));
        if (place) {
            place().ifPresent(where -> attributes.put("gps", where));
        }
        return attributes;
    }

    // With the offset from UTC if the camera knew it.
    private Optional<String> takenAt() throws VipsException {
        Optional<String> text = text("exif-ifd2-DateTimeOriginal");
        Optional<String> offset = text("exif-ifd2-OffsetTimeOriginal")
                .filter(o -> OFFSET.matcher(o).matches());
        try {
            return text.map(t -> LocalDateTime.parse(t, TIME))
                    .map(time -> offset.map(o -> time.atOffset(ZoneOffset.of(o)).toString())
                            .orElseGet(time::toString));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    // Degrees north and east.
    private Optional<String> place() throws VipsException {
        Optional<Double> latitude = degrees("Latitude", "S", 90);
        Optional<Double> longitude = degrees("Longitude", "W", 180);
        return latitude.flatMap(north -> longitude.map(east -> String.format(Locale.ROOT, "%.6f,%.6f", north, east)));
    }

    private Optional<Double> degrees(String axis, String negative, double most) throws VipsException {
        Optional<String> reference = text("exif-ifd3-GPS" + axis + "Ref");
        Optional<String> parts = text("exif-ifd3-GPS" + axis);
        if (reference.isEmpty() || parts.isEmpty()) {
            return Optional.empty();
        }
        Matcher fraction = FRACTION.matcher(parts.get());
        double degrees = 0;
        for (double unit = 1; fraction.find(); unit *= 60) {
            degrees += Double.parseDouble(fraction.group(1)) / Double.parseDouble(fraction.group(2)) / unit;
        }
        double signed = reference.get().startsWith(negative) ? -degrees : degrees;
        return Math.abs(signed) <= most ? Optional.of(signed) : Optional.empty();
    }

    private Optional<String> text(String field) throws VipsException {
        return header.text(field).map(ExifSummary::value).filter(text -> !text.isBlank());
    }

    static String value(String entry) {
        Matcher whole = ENTRY.matcher(entry);
        String twice = whole.matches() ? whole.group(1) : entry;
        // The text may itself hold parentheses: it stands there twice.
        int half = (twice.length() - 2) / 2;
        boolean isTwice = half >= 0
                && twice.length() == 2 * half + 2
                && twice.equals(twice.substring(0, half) + " (" + twice.substring(0, half));
        int bracket = twice.indexOf(" (");
        String text = isTwice ? twice.substring(0, half) : bracket < 0 ? twice : twice.substring(0, bracket);
        String clean = text.replaceAll("\\p{Cntrl}|\\p{Cs}|\\uFFFD", " ").strip();
        return clean.length() <= MAX_LENGTH
                ? clean
                : clean.substring(0, MAX_LENGTH).strip();
    }
}
