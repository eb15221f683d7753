package io.darkroom.s3.signature;

import io.darkroom.s3.storage.S3Error;
import io.darkroom.s3.storage.S3Exception;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a request says of its own signature, in a header or in its query.
///
/// @param expiresAfter how long a link lives; empty for a header
record Claim(
        String accessKeyId,
        String day,
        String region,
        String time,
        List<String> signedHeaders,
        String signature,
        String payloadHash,
        Optional<Duration> expiresAfter) {

    static final String ALGORITHM = "AWS4-HMAC-SHA256";
    static final String SIGNATURE_PARAMETER = "X-Amz-Signature";

    private static final Pattern HEADER =
            Pattern.compile(ALGORITHM + " +Credential=([^,]+), *SignedHeaders=([^,]+), *Signature=([0-9a-f]{64})");
    private static final Pattern SCOPE = Pattern.compile("([^/]+)/([0-9]{8})/([^/]+)/([^/]+)/([^/]+)");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");
    private static final Duration LONGEST_LINK = Duration.ofDays(7);

    static Claim of(SignedRequest request) {
        String authorization = request.header("authorization");
        Map<String, String> query = new HashMap<>();
        Encoding.parameters(request.rawQuery())
                .forEach(parameter -> query.put(parameter.getKey(), parameter.getValue()));
        if (authorization != null) {
            return ofHeader(request, authorization);
        }
        if (query.containsKey(SIGNATURE_PARAMETER)) {
            return ofQuery(query);
        }
        throw new S3Exception(S3Error.ACCESS_DENIED, "Access Denied");
    }

    private static Claim ofHeader(SignedRequest request, String authorization) {
        Matcher header = HEADER.matcher(authorization);
        if (!header.matches()) {
            throw malformed("The authorization header is malformed");
        }
        String payloadHash = request.header("x-amz-content-sha256");
        String time = request.header("x-amz-date");
        if (payloadHash == null || time == null) {
            throw new S3Exception(S3Error.INVALID_REQUEST, "x-amz-date and x-amz-content-sha256 are required");
        }
        return of(header.group(1), header.group(2), header.group(3), time, payloadHash, Optional.empty());
    }

    private static Claim ofQuery(Map<String, String> query) {
        if (!ALGORITHM.equals(query.get("X-Amz-Algorithm"))) {
            throw malformed("X-Amz-Algorithm must be " + ALGORITHM);
        }
        Duration expiresAfter;
        try {
            expiresAfter = Duration.ofSeconds(Long.parseLong(query.getOrDefault("X-Amz-Expires", "")));
        } catch (NumberFormatException e) {
            throw malformed("X-Amz-Expires must be a number of seconds");
        }
        if (expiresAfter.isNegative() || expiresAfter.compareTo(LONGEST_LINK) > 0) {
            throw malformed("X-Amz-Expires must be at most a week");
        }
        return of(
                query.getOrDefault("X-Amz-Credential", ""),
                query.getOrDefault("X-Amz-SignedHeaders", ""),
                query.getOrDefault(SIGNATURE_PARAMETER, ""),
                query.getOrDefault("X-Amz-Date", ""),
                query.getOrDefault("X-Amz-Content-Sha256", Authentication.UNSIGNED),
                Optional.of(expiresAfter));
    }

    private static Claim of(
            String credential,
            String signedHeaders,
            String signature,
            String time,
            String payloadHash,
            Optional<Duration> expiresAfter) {
        Matcher scope = SCOPE.matcher(credential);
        if (!scope.matches()
                || !scope.group(4).equals(SigningKey.SERVICE)
                || !scope.group(5).equals(SigningKey.TERMINATOR)) {
            throw malformed("The credential must be KEY/DAY/REGION/s3/aws4_request");
        }
        if (!time.startsWith(scope.group(2))) {
            throw malformed("The credential's day is not that of the request");
        }
        return new Claim(
                scope.group(1),
                scope.group(2),
                scope.group(3),
                time,
                Arrays.asList(signedHeaders.split(";", -1)),
                signature,
                payloadHash,
                expiresAfter);
    }

    String scope() {
        return String.join("/", day, region, SigningKey.SERVICE, SigningKey.TERMINATOR);
    }

    Instant signedAt() {
        try {
            return LocalDateTime.parse(time, TIME).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw malformed("The date must look like 20250131T235959Z");
        }
    }

    static S3Exception malformed(String message) {
        return new S3Exception(S3Error.AUTHORIZATION_HEADER_MALFORMED, message);
    }
}
