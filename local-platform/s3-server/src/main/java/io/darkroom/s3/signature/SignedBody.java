package io.darkroom.s3.signature;

import io.darkroom.s3.storage.S3Error;
import io.darkroom.s3.storage.S3Exception;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request's body, decoded, and checked against what its signature says of it: who has read it to its end without an
/// exception has the bytes that were signed.
public abstract class SignedBody extends InputStream {

    /// The body of a request.
    ///
    /// @param bytes as sent
    /// @param decodedLength how many bytes a chunked body says it has, or null
    /// @throws S3Exception if the signature does not say how the body is signed
    public static SignedBody of(Authentication authentication, InputStream bytes, @Nullable String decodedLength) {
        return switch (authentication.payloadHash()) {
            case Authentication.UNSIGNED -> new PlainBody(bytes, null);
            case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD" ->
                new ChunkedBody(bytes, length(decodedLength), authentication.chunks(), false);
            case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER" ->
                new ChunkedBody(bytes, length(decodedLength), authentication.chunks(), true);
            case "STREAMING-UNSIGNED-PAYLOAD-TRAILER" -> new ChunkedBody(bytes, length(decodedLength), null, true);
            case String hash when hash.matches("[0-9a-f]{64}") -> new PlainBody(bytes, hash);
            case String other ->
                throw new S3Exception(
                        S3Error.INVALID_REQUEST, "x-amz-content-sha256 must be a hash or a known word, not " + other);
        };
    }

    private static long length(@Nullable String decodedLength) {
        try {
            return Long.parseLong(String.valueOf(decodedLength));
        } catch (NumberFormatException e) {
            throw new S3Exception(S3Error.INVALID_REQUEST, "x-amz-decoded-content-length must be a number");
        }
    }

    /// The trailers that came after the bytes, by name in lower case; complete once all bytes have been read.
    public abstract Map<String, String> trailers();
}
