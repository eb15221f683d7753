package io.darkroom.upload.resumable;

import io.darkroom.support.Problems;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/// Answers a [TusRefusal] with a problem detail, as every other error.
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class TusAdvice {

    @ExceptionHandler
    ResponseEntity<ProblemDetail> onRefusal(TusRefusal refusal) {
        TusRefusal.Reason reason = refusal.reason();
        return ResponseEntity.status(reason.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(Problems.of(reason.status(), reason.name(), refusal.detail()));
    }
}
