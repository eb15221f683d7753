package io.darkroom.s3.signature;

import io.darkroom.s3.storage.S3Error;
import io.darkroom.s3.storage.S3Exception;

/// Checks the signatures of a body's chunks: each covers the one before it, the first the request's own.
///
/// Source: *Signature calculations for the Authorization header: transferring payload in multiple chunks*, Amazon S3
/// API Reference.
public final class ChunkSigner {

    private static final String EMPTY_HASH = SigningKey.sha256Hex("");

    private final SigningKey key;
    private final String timeAndScope;
    private String previous;

    ChunkSigner(SigningKey key, String time, String scope, String requestSignature) {
        this.key = key;
        this.timeAndScope = time + "\n" + scope;
        this.previous = requestSignature;
    }

    void requireChunk(String signature, String chunkHash) {
        require(
                signature,
                "AWS4-HMAC-SHA256-PAYLOAD\n" + timeAndScope + "\n" + previous + "\n" + EMPTY_HASH + "\n" + chunkHash);
    }

    void requireTrailer(String signature, String trailerHash) {
        require(signature, "AWS4-HMAC-SHA256-TRAILER\n" + timeAndScope + "\n" + previous + "\n" + trailerHash);
    }

    private void require(String signature, String text) {
        if (!SigningKey.matches(key.sign(text), signature)) {
            throw new S3Exception(S3Error.SIGNATURE_DOES_NOT_MATCH, "The signature of a chunk does not match.");
        }
        previous = signature;
    }
}
