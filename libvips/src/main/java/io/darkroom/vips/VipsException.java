package io.darkroom.vips;

import java.util.Locale;

/// libvips could not do it. The message is libvips' own, for logs and engineers, never for customers.
public final class VipsException extends Exception {

    private final boolean outOfMemory;

    private VipsException(String message) {
        super(message);
        String text = message.toLowerCase(Locale.ROOT);
        outOfMemory = text.contains("out of memory") || text.contains("insufficient memory");
    }

    /// Takes what libvips left in its error buffer, and clears that. The buffer is one for the whole process and may be
    /// empty.
    static VipsException of(String function) {
        String text = ProcessFunctions.errorBuffer().strip();
        ProcessFunctions.errorClear();
        return new VipsException(text.isEmpty() ? function + " failed" : text.replace('\n', ';'));
    }

    /// Whether memory was short, which says nothing about the image.
    public boolean isOutOfMemory() {
        return outOfMemory;
    }
}
