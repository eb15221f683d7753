package io.darkroom.s3;

import io.darkroom.s3.storage.S3Error;
import io.darkroom.s3.storage.S3Exception;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A part of an object's bytes (RFC 9110, section 14).
record ByteRange(long offset, long length) {

    private static final Pattern HEADER = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

    /// The range that a request asks for. What is no single range is ignored, as the RFC allows.
    ///
    /// @throws S3Exception if the object has no such bytes
    static Optional<ByteRange> of(Request request, long size) {
        Matcher matcher = HEADER.matcher(request.header("range").orElse(""));
        if (!matcher.matches()
                || (matcher.group(1).isEmpty() && matcher.group(2).isEmpty())) {
            return Optional.empty();
        }
        ByteRange range;
        if (matcher.group(1).isEmpty()) {
            long length = Math.min(Long.parseLong(matcher.group(2)), size);
            range = new ByteRange(size - length, length);
        } else {
            long first = Long.parseLong(matcher.group(1));
            long last = matcher.group(2).isEmpty() ? size - 1 : Math.min(Long.parseLong(matcher.group(2)), size - 1);
            range = new ByteRange(first, last - first + 1);
        }
        if (range.length <= 0) {
            throw new S3Exception(S3Error.INVALID_RANGE, "The requested range is not satisfiable");
        }
        return Optional.of(range);
    }

    String contentRange(long size) {
        return "bytes %d-%d/%d".formatted(offset, offset + length - 1, size);
    }
}
