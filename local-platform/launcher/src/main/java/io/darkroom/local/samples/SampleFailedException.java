package io.darkroom.local.samples;

import org.jspecify.annotations.Nullable;

/// A sample could not be sent. The message is meant for a person.
public final class SampleFailedException extends RuntimeException {

    /// @param message what did not work
    SampleFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
