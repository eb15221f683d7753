package io.darkroom.support;

import java.io.Serial;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Why a request is refused when that says nothing of an image: a status and a code beside those of
/// [io.darkroom.events.FailureCode]. Answered as a problem detail.
public class ProblemException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;
    private final @Nullable Duration retryAfter;

    /// @param status of HTTP, or of the protocol on top of it
    /// @param code its name, in upper case with underscores
    /// @param detail for the sender: what is wrong and what to do
    public ProblemException(int status, String code, String detail) {
        this(status, code, detail, null);
    }

    /// @param status of HTTP, or of the protocol on top of it
    /// @param code its name, in upper case with underscores
    /// @param detail for the sender: what is wrong and what to do
    /// @param retryAfter after how long it is worth another try; null if that is not known
    public ProblemException(int status, String code, String detail, @Nullable Duration retryAfter) {
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
        this.retryAfter = retryAfter;
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String detail() {
        return String.valueOf(getMessage());
    }

    /// In whole seconds, rounded up.
    Optional<String> retryAfterSeconds() {
        return Optional.ofNullable(retryAfter)
                .map(wait -> Long.toString(wait.plusNanos(999_999_999).toSeconds()));
    }
}
