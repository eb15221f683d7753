package io.darkroom.bench;

import org.jspecify.annotations.Nullable;

/// There is no honest figure to show. The message is meant for a person.
final class BenchmarkFailedException extends RuntimeException {

    BenchmarkFailedException(String message) {
        this(message, null);
    }

    BenchmarkFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
