package io.darkroom.processor.api.worker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads one JSON value (RFC 8259) into maps, lists, strings, longs, doubles, booleans and null.
/// Strict: no duplicate names, no nesting deeper than [#MAX_DEPTH], no number beyond a double. Made for
/// lines that were bounded before they came here; it exists because a processor needs nothing but the
/// JDK.
final class JsonReader {

    static final int MAX_DEPTH = 16;

    private final String text;
    private int position;

    private JsonReader(String text) {
        this.text = text;
    }

    /// @throws WorkerProtocolException if the text is not exactly one JSON value
    static @Nullable Object read(String text) throws WorkerProtocolException {
        JsonReader reader = new JsonReader(text);
        Object value = reader.value(0);
        reader.skipSpace();
        if (reader.position < text.length()) {
            throw reader.broken("nothing more");
        }
        return value;
    }

    private @Nullable Object value(int depth) throws WorkerProtocolException {
        if (depth > MAX_DEPTH) {
            throw broken("less nesting");
        }
        skipSpace();
        return switch (peek()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private Map<String, @Nullable Object> object(int depth) throws WorkerProtocolException {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        expect('{');
        if (nextIs('}')) {
            return members;
        }
        do {
            skipSpace();
            String name = string();
            skipSpace();
            expect(':');
            if (members.containsKey(name)) {
                throw broken("each name once");
            }
            members.put(name, value(depth + 1));
        } while (nextIs(','));
        expect('}');
        return members;
    }

    private List<@Nullable Object> array(int depth) throws WorkerProtocolException {
        List<@Nullable Object> elements = new ArrayList<>();
        expect('[');
        if (nextIs(']')) {
            return elements;
        }
        do {
            elements.add(value(depth + 1));
        } while (nextIs(','));
        expect(']');
        return elements;
    }

    private String string() throws WorkerProtocolException {
        expect('"');
        StringBuilder string = new StringBuilder();
        while (peek() != '"') {
            char c = text.charAt(position++);
            if (c < ' ') {
                throw broken("no bare control character in a string");
            }
            string.append(c == '\\' ? escaped() : c);
        }
        position++;
        return string.toString();
    }

    private char escaped() throws WorkerProtocolException {
        char c = peek();
        position++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> codeUnit();
            default -> throw broken("an escape");
        };
    }

    private char codeUnit() throws WorkerProtocolException {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            char c = peek();
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw broken("four hexadecimal digits");
            }
            unit = unit << 4 | digit;
            position++;
        }
        return (char) unit;
    }

    private Number number() throws WorkerProtocolException {
        int start = position;
        skip('-');
        if (!skip('0')) {
            digits();
        }
        boolean integral = true;
        if (skip('.')) {
            integral = false;
            digits();
        }
        if (skip('e') || skip('E')) {
            integral = false;
            if (!skip('+')) {
                skip('-');
            }
            digits();
        }
        String digits = text.substring(start, position);
        return integral && digits.length() < 19 ? (Number) Long.valueOf(digits) : (Number) finite(digits);
    }

    private Double finite(String digits) throws WorkerProtocolException {
        double value = Double.parseDouble(digits);
        if (!Double.isFinite(value)) {
            throw broken("a number that a double can hold");
        }
        return value;
    }

    private void digits() throws WorkerProtocolException {
        int start = position;
        while (position < text.length() && text.charAt(position) >= '0' && text.charAt(position) <= '9') {
            position++;
        }
        if (position == start) {
            throw broken("a JSON value");
        }
    }

    private @Nullable Object word(String word, @Nullable Object value) throws WorkerProtocolException {
        if (!text.startsWith(word, position)) {
            throw broken("a JSON value");
        }
        position += word.length();
        return value;
    }

    private boolean nextIs(char c) {
        skipSpace();
        return skip(c);
    }

    private boolean skip(char c) {
        if (position < text.length() && text.charAt(position) == c) {
            position++;
            return true;
        }
        return false;
    }

    private void expect(char c) throws WorkerProtocolException {
        if (!skip(c)) {
            throw broken("'" + c + "'");
        }
    }

    private char peek() throws WorkerProtocolException {
        if (position >= text.length()) {
            throw broken("more");
        }
        return text.charAt(position);
    }

    private void skipSpace() {
        while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
    }

    // Never quotes the text: it may be anything.
    private WorkerProtocolException broken(String expected) {
        return new WorkerProtocolException("not JSON: expected " + expected + " at character " + position);
    }
}
