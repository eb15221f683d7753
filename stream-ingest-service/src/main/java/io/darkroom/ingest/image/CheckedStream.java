package io.darkroom.ingest.image;

import io.darkroom.events.FailureCode;
import io.darkroom.events.FailureException;
import io.darkroom.events.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Judges an image's bytes as they pass: none, too many, or not those that the sender's digest describes. Says so by
/// throwing a [FailureException] in the middle of the stream or in place of its end, so that nobody takes it for whole.
final class CheckedStream extends InputStream {

    private final InputStream bytes;
    private final long maxBytes;
    private final @Nullable Sha256 expected;
    private final MessageDigest digest = Sha256.newDigest();
    private long count;
    private boolean judged;

    /// @param expected what the sender says the digest is, if it says
    CheckedStream(InputStream bytes, long maxBytes, @Nullable Sha256 expected) {
        this.bytes = bytes;
        this.maxBytes = maxBytes;
        this.expected = expected;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        int read = bytes.read(target, offset, length);
        if (read < 0) {
            judgeWhole();
            return -1;
        }
        count += read;
        if (count > maxBytes) {
            throw new FailureException(FailureCode.TOO_LARGE, "the image has more than " + maxBytes + " bytes");
        }
        if (expected != null) {
            digest.update(target, offset, read);
        }
        return read;
    }

    private void judgeWhole() {
        if (judged) {
            return;
        }
        if (count == 0) {
            throw new FailureException(FailureCode.EMPTY, "the image has no bytes");
        }
        if (expected != null && !expected.equals(Sha256.ofDigest(digest.digest()))) {
            throw new FailureException(
                    FailureCode.CHECKSUM_MISMATCH,
                    "the image's SHA-256 is not the one that the attribute 'sha256' gives");
        }
        judged = true;
    }
}
