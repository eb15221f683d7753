package io.darkroom.bench;

import org.jspecify.annotations.Nullable;

/// There is no honest figure to show. The message is meant for a person.
public final class BenchmarkFailedException extends RuntimeException {

    /// With what went wrong, for the one who measures.
    public BenchmarkFailedException(String message) {
        this(message, null);
    }

    /// With what went wrong, and why.
    public BenchmarkFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
