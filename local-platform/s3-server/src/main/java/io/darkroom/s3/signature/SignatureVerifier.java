package io.darkroom.s3.signature;

import io.darkroom.s3.storage.S3Error;
import io.darkroom.s3.storage.S3Exception;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Decides whether a request was signed with the server's credentials, and when.
///
/// Source: *Authenticating Requests (AWS Signature Version 4)*, Amazon S3 API Reference.
public final class SignatureVerifier {

    private static final Duration LARGEST_SKEW = Duration.ofMinutes(15);

    private final Credentials credentials;
    private final Clock clock;

    public SignatureVerifier(Credentials credentials, Clock clock) {
        this.credentials = credentials;
        this.clock = clock;
    }

    /// Checks a request's signature, by header or link.
    ///
    /// @throws S3Exception if there is none, or it is wrong, too old or from the future
    public Authentication verify(SignedRequest request) {
        Claim claim = Claim.of(request);
        requireKnown(claim);
        requireTimely(claim);
        requireCovered(request, claim);
        SigningKey key = new SigningKey(credentials, claim.day());
        String text = String.join(
                "\n",
                Claim.ALGORITHM,
                claim.time(),
                claim.scope(),
                SigningKey.sha256Hex(canonicalRequest(request, claim)));
        if (!SigningKey.matches(key.sign(text), claim.signature())) {
            throw new S3Exception(
                    S3Error.SIGNATURE_DOES_NOT_MATCH,
                    "The request signature we calculated does not match the signature you provided.");
        }
        return new Authentication(
                new ChunkSigner(key, claim.time(), claim.scope(), claim.signature()), claim.payloadHash());
    }

    private void requireKnown(Claim claim) {
        if (!claim.accessKeyId().equals(credentials.accessKeyId())) {
            throw new S3Exception(
                    S3Error.INVALID_ACCESS_KEY_ID, "The AWS Access Key Id you provided does not exist in our records.");
        }
        if (!claim.region().equals(credentials.region())) {
            throw Claim.malformed(
                    "The region '%s' is wrong; expecting '%s'".formatted(claim.region(), credentials.region()));
        }
    }

    private void requireTimely(Claim claim) {
        Instant now = clock.instant();
        Instant signedAt = claim.signedAt();
        if (signedAt.isAfter(now.plus(LARGEST_SKEW))) {
            throw new S3Exception(S3Error.REQUEST_TIME_TOO_SKEWED, "The request is from the future.");
        }
        if (claim.expiresAfter().isPresent()) {
            if (now.isAfter(signedAt.plus(claim.expiresAfter().get()))) {
                throw new S3Exception(S3Error.ACCESS_DENIED, "Request has expired");
            }
        } else if (signedAt.isBefore(now.minus(LARGEST_SKEW))) {
            throw new S3Exception(
                    S3Error.REQUEST_TIME_TOO_SKEWED,
                    "The difference between the request time and the current time is too large.");
        }
    }

    // A header that means something must not be changed on the way, nor added.
    private static void requireCovered(SignedRequest request, Claim claim) {
        List<String> uncovered = request.headers().keySet().stream()
                .filter(name -> name.equals("host") || name.startsWith("x-amz-"))
                .filter(name -> !claim.signedHeaders().contains(name))
                .toList();
        if (!uncovered.isEmpty() || !claim.signedHeaders().contains("host")) {
            throw new S3Exception(
                    S3Error.ACCESS_DENIED,
                    "There were headers present in the request which were not signed: " + uncovered);
        }
    }

    private static String canonicalRequest(SignedRequest request, Claim claim) {
        return String.join(
                "\n",
                request.method(),
                Encoding.encode(Encoding.decode(request.rawPath()), true),
                canonicalQuery(request.rawQuery()),
                claim.signedHeaders().stream()
                        .map(name -> name + ":" + canonicalValue(request, name) + "\n")
                        .collect(Collectors.joining()),
                String.join(";", claim.signedHeaders()),
                claim.payloadHash());
    }

    private static String canonicalQuery(String rawQuery) {
        return Encoding.parameters(rawQuery).stream()
                .filter(parameter -> !parameter.getKey().equals(Claim.SIGNATURE_PARAMETER))
                .map(parameter -> Map.entry(
                        Encoding.encode(parameter.getKey(), false), Encoding.encode(parameter.getValue(), false)))
                .sorted(Map.Entry.<String, String>comparingByKey().thenComparing(Map.Entry.comparingByValue()))
                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                .collect(Collectors.joining("&"));
    }

    private static String canonicalValue(SignedRequest request, String name) {
        return request.headers().getOrDefault(name, List.of()).stream()
                .map(value -> value.strip().replaceAll(" +", " "))
                .collect(Collectors.joining(","));
    }
}
