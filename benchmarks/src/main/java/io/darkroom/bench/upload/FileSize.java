package io.darkroom.bench.upload;

import java.util.Locale;
import java.util.stream.Stream;

/// How large the files are.
enum FileSize {
    SMALL("100 kB", 100_000),
    MEDIUM("4 MB", 4_000_000),
    LARGE("50 MB", 50_000_000);

    private final String text;
    private final int bytes;

    FileSize(String text, int bytes) {
        this.text = text;
        this.bytes = bytes;
    }

    int bytes() {
        return bytes;
    }

    /// The size that someone means, with or without the space.
    ///
    /// @throws IllegalArgumentException if there is none
    static FileSize parse(String wanted) {
        String plain = plain(wanted);
        return Stream.of(values())
                .filter(size -> plain(size.text).equals(plain))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no size " + wanted));
    }

    private static String plain(String text) {
        return text.replace(" ", "").toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return text;
    }
}
