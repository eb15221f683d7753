package io.darkroom.vips;

/// libvips could not do it. The message is libvips' own, for logs and engineers, never for customers.
public final class VipsException extends Exception {

    private final boolean outOfMemory;

    VipsException(String message) {
        super(message);
        // Of libvips itself and of its JPEG decoder. Others say such things of images that claim too much.
        outOfMemory = message.contains("out of memory --- size") || message.contains("Insufficient memory (case");
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
