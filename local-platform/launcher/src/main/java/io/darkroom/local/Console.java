package io.darkroom.local;

import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/// What the person who started the platform sees.
final class Console {

    private final PrintStream out;
    private final long startedAt = System.nanoTime();

    Console(PrintStream out) {
        this.out = out;
    }

    /// One that swallows progress.
    Console quiet() {
        return new Console(new PrintStream(OutputStream.nullOutputStream()));
    }

    /// A line of progress, with the seconds since the start.
    void progress(String text) {
        print("%9s  %s".formatted(seconds(elapsed()), text));
    }

    /// Something that went wrong and that a person should know.
    void warn(String text) {
        print("      !  " + text);
    }

    /// Any other text.
    synchronized void print(String text) {
        out.println(text);
        out.flush();
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
