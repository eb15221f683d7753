package io.darkroom.s3.signature;

import io.darkroom.s3.storage.S3Error;
import io.darkroom.s3.storage.S3Exception;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A body sent as it is, whose hash the signature covers, or not.
final class PlainBody extends SignedBody {

    private final InputStream bytes;
    private final @Nullable String expectedHash;
    private final MessageDigest digest = SigningKey.sha256();
    private boolean isVerified;

    PlainBody(InputStream bytes, @Nullable String expectedHash) {
        this.bytes = bytes;
        this.expectedHash = expectedHash;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = bytes.read(buffer, offset, length);
        if (expectedHash == null || isVerified) {
            return read;
        }
        if (read > 0) {
            digest.update(buffer, offset, read);
        } else if (read < 0) {
            verify(expectedHash);
        }
        return read;
    }

    private void verify(String expected) {
        if (!SigningKey.matches(expected, HexFormat.of().formatHex(digest.digest()))) {
            throw new S3Exception(
                    S3Error.CONTENT_SHA256_MISMATCH,
                    "The provided 'x-amz-content-sha256' header does not match what was computed.");
        }
        isVerified = true;
    }

    @Override
    public Map<String, String> trailers() {
        return Map.of();
    }
}
