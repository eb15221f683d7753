package io.darkroom.s3;

import io.darkroom.s3.storage.Condition;
import io.darkroom.s3.storage.S3Error;
import io.darkroom.s3.storage.S3Exception;
import io.darkroom.s3.storage.StoredObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;

/// The conditions that a request's headers set (RFC 9110, section 13).
final class Conditions {

    private static final String ANY = "*";

    private Conditions() {}

    static Condition ofWrite(Request request) {
        Optional<String> ifNoneMatch = request.header("if-none-match");
        Optional<String> ifMatch = request.header("if-match");
        if (ifNoneMatch.isPresent()) {
            if (!ifNoneMatch.get().equals(ANY) || ifMatch.isPresent()) {
                throw new S3Exception(S3Error.NOT_IMPLEMENTED, "If-None-Match must be * when an object is written");
            }
            return new Condition.IfAbsent();
        }
        return ifMatch.<Condition>map(etag -> new Condition.IfUnchanged(unquoted(etag)))
                .orElseGet(Condition.Always::new);
    }

    static Condition ofDelete(Optional<String> ifMatch) {
        return ifMatch.filter(etag -> !etag.equals(ANY))
                .<Condition>map(etag -> new Condition.IfUnchanged(unquoted(etag)))
                .orElseGet(Condition.Always::new);
    }

    /// Whether a reader has this object already.
    ///
    /// @throws S3Exception if the reader wants another one
    static boolean isUnchanged(Request request, StoredObject object) {
        Instant modified = object.lastModified().truncatedTo(ChronoUnit.SECONDS);
        boolean isOther = request.header("if-match")
                .map(etags -> !names(etags, object))
                .or(() -> request.header("if-unmodified-since").map(time -> modified.isAfter(parse(time))))
                .orElse(false);
        if (isOther) {
            throw new S3Exception(
                    S3Error.PRECONDITION_FAILED, "At least one of the pre-conditions you specified did not hold");
        }
        return request.header("if-none-match")
                .map(etags -> names(etags, object))
                .or(() -> request.header("if-modified-since").map(time -> !modified.isAfter(parse(time))))
                .orElse(false);
    }

    private static boolean names(String etags, StoredObject object) {
        return Arrays.stream(etags.split(",", -1))
                .map(String::strip)
                .anyMatch(etag -> etag.equals(ANY) || unquoted(etag).equals(object.etag()));
    }

    private static String unquoted(String etag) {
        String text = etag.strip();
        return text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1)
                : text;
    }

    private static Instant parse(String time) {
        try {
            return ZonedDateTime.parse(time, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeException e) {
            throw new S3Exception(S3Error.INVALID_ARGUMENT, "A date must be an HTTP date");
        }
    }
}
