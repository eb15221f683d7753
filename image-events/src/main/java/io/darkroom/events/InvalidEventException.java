package io.darkroom.events;

import org.jspecify.annotations.Nullable;

/// A record breaks the contract of its topic: reading it again will not help.
public class InvalidEventException extends FailureException {

    /// @param message what is wrong with it
    public InvalidEventException(String message) {
        this(message, null);
    }

    /// @param message what is wrong with it
    /// @param cause for the log
    public InvalidEventException(String message, @Nullable Throwable cause) {
        super(FailureCode.INVALID_EVENT, message, cause);
    }
}
