package io.darkroom.processor.api.worker;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes maps, lists, strings, numbers, booleans and null as JSON on one line: no control character,
/// and no surrogate half that UTF-8 could not carry, is left unescaped.
final class JsonWriter {

    private final StringBuilder json = new StringBuilder(256);

    private JsonWriter() {}

    static String write(@Nullable Object value) {
        JsonWriter writer = new JsonWriter();
        writer.value(value);
        return writer.json.toString();
    }

    private void value(@Nullable Object value) {
        switch (value) {
            case Map<?, ?> members -> object(members);
            case List<?> elements -> array(elements);
            case String string -> string(string);
            case null -> json.append("null");
            default -> json.append(value);
        }
    }

    private void object(Map<?, ?> members) {
        json.append('{');
        Iterator<? extends Map.Entry<?, ?>> entries = members.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<?, ?> entry = entries.next();
            string(String.valueOf(entry.getKey()));
            json.append(':');
            value(entry.getValue());
            json.append(entries.hasNext() ? "," : "");
        }
        json.append('}');
    }

    private void array(List<?> elements) {
        json.append('[');
        for (int i = 0; i < elements.size(); i++) {
            json.append(i > 0 ? "," : "");
            value(elements.get(i));
        }
        json.append(']');
    }

    private void string(String string) {
        json.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || c == 0x7f || isLoneSurrogate(string, i)) {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }

    private static boolean isLoneSurrogate(String string, int i) {
        char c = string.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == string.length() || !Character.isLowSurrogate(string.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(string.charAt(i - 1)));
    }
}
