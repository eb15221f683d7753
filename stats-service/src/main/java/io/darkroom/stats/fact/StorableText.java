package io.darkroom.stats.fact;

import org.jspecify.annotations.Nullable;

/// Makes text fit for a row and its indexes: PostgreSQL stores no NUL, and an index entry has a limit. What an event
/// says too long is cut rather than refused: the image counts all the same.
final class StorableText {

    static final int MAX_LENGTH = 100;

    private StorableText() {}

    static @Nullable String of(@Nullable String text) {
        return text == null ? null : required(text);
    }

    static String required(String text) {
        StringBuilder storable = new StringBuilder(Math.min(text.length(), MAX_LENGTH));
        text.codePoints()
                .map(c -> c == 0 || isSurrogate(c) ? '\uFFFD' : c)
                .limit(MAX_LENGTH)
                .forEach(storable::appendCodePoint);
        return storable.toString();
    }

    private static boolean isSurrogate(int codePoint) {
        return Character.getType(codePoint) == Character.SURROGATE;
    }
}
