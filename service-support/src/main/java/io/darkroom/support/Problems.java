package io.darkroom.support;

import io.darkroom.events.FailureCode;
import io.darkroom.events.Fault;
import java.net.URI;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/// Turns failures into problem details (RFC 9457): the one place that maps failure codes to HTTP.
public final class Problems {

    /// After how many seconds a sender may try again when a dependency is away.
    public static final String RETRY_AFTER_SECONDS = "5";

    private static final String TYPES = "https://darkroom.dev/problems/";

    private Problems() {}

    /// The HTTP status of a failure.
    public static HttpStatus statusOf(FailureCode code) {
        return switch (code) {
            case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
            case TOO_SLOW -> HttpStatus.REQUEST_TIMEOUT;
            case UNSUPPORTED_MEDIA_TYPE -> HttpStatus.UNSUPPORTED_MEDIA_TYPE;
            case ID_CONFLICT -> HttpStatus.CONFLICT;
            case RAW_MISSING -> HttpStatus.NOT_FOUND;
            case EMPTY, CHECKSUM_MISMATCH, INVALID_EVENT -> HttpStatus.BAD_REQUEST;
            case CORRUPT_IMAGE, TOO_MANY_PIXELS, TOO_MANY_FRAMES -> HttpStatus.UNPROCESSABLE_CONTENT;
            case PROCESSOR_TIMEOUT, PROCESSOR_CRASHED, PROCESSOR_OUT_OF_MEMORY, PROCESSOR_REJECTED, INVALID_RESULT ->
                HttpStatus.UNPROCESSABLE_CONTENT;
            case OVERLOADED, STORE_UNAVAILABLE, BROKER_UNAVAILABLE, DATABASE_UNAVAILABLE ->
                HttpStatus.SERVICE_UNAVAILABLE;
            case INTERNAL -> HttpStatus.INTERNAL_SERVER_ERROR;
        };
    }

    /// A problem of our table.
    ///
    /// @param detail for the sender: what is wrong and what to do
    public static ProblemDetail of(FailureCode code, String detail) {
        ProblemDetail problem = of(statusOf(code), code.name(), detail);
        problem.setProperty("fault", code.fault().name());
        return problem;
    }

    /// A problem of a protocol that has a status of its own for it.
    ///
    /// @param status may be one that HTTP does not know
    /// @param code its name, in upper case with underscores
    /// @param detail for the sender: what is wrong and what to do
    static ProblemDetail of(int status, String code, String detail) {
        ProblemDetail problem = ProblemDetail.forStatus(status);
        HttpStatus known = HttpStatus.resolve(status);
        problem.setTitle(known == null ? code : known.getReasonPhrase());
        problem.setDetail(detail);
        problem.setType(typeOf(code));
        problem.setProperty("code", code);
        return problem;
    }

    private static URI typeOf(String code) {
        return URI.create(TYPES + code.toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    /// A problem of HTTP itself, such as a missing token or an unknown path.
    ///
    /// @param code its name, in upper case with underscores
    static ProblemDetail of(HttpStatus status, String code, String detail) {
        return of(status.value(), code, detail);
    }

    /// Whether the sender may try the same again.
    static boolean isRetryable(FailureCode code) {
        return code.fault() == Fault.DEPENDENCY;
    }

    /// What a caller without a valid token is told.
    static ProblemDetail unauthorized() {
        return of(HttpStatus.UNAUTHORIZED, "UNAUTHENTICATED", "A valid access token is needed.");
    }

    /// What a caller is told whose token does not allow this.
    static ProblemDetail forbidden() {
        return of(HttpStatus.FORBIDDEN, "FORBIDDEN", "The access token does not allow this.");
    }
}
