package io.darkroom.stats.report;

import io.darkroom.events.FailureCode;
import io.darkroom.support.Problems;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/// Tells callers to come back when the database is away. Any other error of it is a defect of ours.
@RestControllerAdvice(assignableTypes = StatsController.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class DatabaseAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseAdvice.class);
    private static final FailureCode CODE = FailureCode.DATABASE_UNAVAILABLE;

    @ExceptionHandler({
        NonTransientDataAccessResourceException.class,
        RecoverableDataAccessException.class,
        TransientDataAccessException.class
    })
    ResponseEntity<ProblemDetail> onUnavailable(DataAccessException cause) {
        LOG.atWarn().setCause(cause).addKeyValue("code", CODE).log("a request failed because the database is away");
        return ResponseEntity.status(Problems.statusOf(CODE))
                .header(HttpHeaders.RETRY_AFTER, Problems.RETRY_AFTER_SECONDS)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(Problems.of(CODE, "The numbers cannot be reached just now. Please try again."));
    }
}
