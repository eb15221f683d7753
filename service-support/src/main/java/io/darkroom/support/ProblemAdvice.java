package io.darkroom.support;

import io.darkroom.events.FailureCode;
import io.darkroom.events.FailureException;
import io.darkroom.events.Fault;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/// Answers every error with a problem detail that carries a code and a message written for the sender,
/// never a cause's text.
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> onFailure(FailureException failure) {
        FailureCode code = failure.code();
        if (code.fault() == Fault.PLATFORM) {
            LOG.atError().setCause(failure).addKeyValue("code", code).log("a request failed by a defect");
        } else if (code.fault() == Fault.DEPENDENCY) {
            LOG.atWarn()
                    .setCause(failure)
                    .addKeyValue("code", code)
                    .log("a request failed because a dependency is away");
        }
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(Problems.statusOf(code)).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (Problems.isRetryable(code)) {
            answer.header(HttpHeaders.RETRY_AFTER, Problems.RETRY_AFTER_SECONDS);
        }
        return answer.body(Problems.of(code, failure.reason()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> onProblem(ProblemException problem) {
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(problem.status()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        problem.retryAfterSeconds().ifPresent(seconds -> answer.header(HttpHeaders.RETRY_AFTER, seconds));
        return answer.body(Problems.of(problem.status(), problem.code(), problem.detail()));
    }

    // Spring Security answers these; the advice must not take them for defects.
    @ExceptionHandler({AccessDeniedException.class, AuthenticationException.class})
    void leaveToSecurity(RuntimeException denied) {
        throw denied;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> onDefect(Exception defect) {
        LOG.atError().setCause(defect).addKeyValue("code", FailureCode.INTERNAL).log("a request failed by a defect");
        return ResponseEntity.internalServerError()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(Problems.of(FailureCode.INTERNAL, "Something went wrong on our side."));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception cause, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        HttpStatus known = HttpStatus.valueOf(status.value());
        String detail = body instanceof ProblemDetail problem && problem.getDetail() != null
                ? problem.getDetail()
                : known.getReasonPhrase();
        return super.handleExceptionInternal(cause, Problems.of(known, known.name(), detail), headers, status, request);
    }
}
