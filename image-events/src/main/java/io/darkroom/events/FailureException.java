package io.darkroom.events;

import org.jspecify.annotations.Nullable;

/// Something failed in a way that the table of [FailureCode]s names. The message is written for the sender of the
/// image:
/// it never holds a cause's text.
public class FailureException extends RuntimeException {

    private final FailureCode code;

    /// @param message for the sender: what is wrong and what to do
    public FailureException(FailureCode code, String message) {
        this(code, message, null);
    }

    /// @param message for the sender: what is wrong and what to do
    /// @param cause for the log
    public FailureException(FailureCode code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /// Which failure.
    public FailureCode code() {
        return code;
    }

    /// The message for the sender, never null.
    public String reason() {
        return String.valueOf(getMessage());
    }
}
