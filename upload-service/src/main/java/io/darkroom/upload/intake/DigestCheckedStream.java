package io.darkroom.upload.intake;

import io.darkroom.events.FailureCode;
import io.darkroom.events.FailureException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.List;

/// Passes bytes on and compares their digests at the end.
final class DigestCheckedStream extends FilterInputStream {

    private final List<Check> checks;

    // A digest can be asked only once, but a stream can be read on at its end.
    private boolean matched;

    /// @param digest fed with the bytes
    /// @param expected what it must come to
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Check(MessageDigest digest, byte[] expected) {}

    DigestCheckedStream(InputStream bytes, List<Check> checks) {
        super(bytes);
        this.checks = List.copyOf(checks);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = super.read(target, offset, length);
        if (count < 0) {
            requireMatch();
        } else {
            checks.forEach(check -> check.digest.update(target, offset, count));
        }
        return count;
    }

    private void requireMatch() {
        boolean match = matched
                || checks.stream().allMatch(check -> MessageDigest.isEqual(check.digest.digest(), check.expected));
        if (!match) {
            throw new FailureException(
                    FailureCode.CHECKSUM_MISMATCH,
                    "The bytes are not those that " + ContentDigest.HEADER + " describes. Please send them again.");
        }
        matched = true;
    }
}
