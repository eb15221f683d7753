package io.darkroom.upload.resumable;

import io.darkroom.events.FailureCode;
import io.darkroom.events.FailureException;
import io.darkroom.upload.resumable.TusRefusal.Reason;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// What a sender says that the checksum of one request's bytes is: the header `Upload-Checksum`.
final class UploadChecksum {

    static final String ALGORITHMS = "sha1,sha256,crc32c";

    private static final Pattern FORM = Pattern.compile("(sha1|sha256|crc32c) ([A-Za-z0-9+/]+={0,2})");

    private final Sum sum;
    private final byte[] expected;

    private UploadChecksum(Sum sum, byte[] expected) {
        this.sum = sum;
        this.expected = expected;
    }

    private interface Sum {

        void add(byte[] bytes, int length);

        byte[] value();
    }

    /// Reads the header.
    ///
    /// @throws FailureException with [FailureCode#INVALID_EVENT] if it is malformed or of an unknown algorithm
    static Optional<UploadChecksum> parse(@Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        Matcher matcher = FORM.matcher(header);
        if (!matcher.matches()) {
            throw invalid();
        }
        return Optional.of(new UploadChecksum(sumOf(matcher.group(1)), decode(matcher.group(2))));
    }

    void add(byte[] bytes, int length) {
        sum.add(bytes, length);
    }

    /// @throws TusRefusal if the bytes are others
    void requireMatch() {
        if (!MessageDigest.isEqual(sum.value(), expected)) {
            throw new TusRefusal(
                    Reason.CHECKSUM_MISMATCH, "The bytes are not those that the checksum describes. Send them again.");
        }
    }

    private static Sum sumOf(String algorithm) {
        return switch (algorithm) {
            case "sha1" -> digest("SHA-1");
            case "sha256" -> digest("SHA-256");
            default -> crc32c();
        };
    }

    private static Sum digest(String name) {
        try {
            MessageDigest digest = MessageDigest.getInstance(name);
            return new Sum() {
                @Override
                public void add(byte[] bytes, int length) {
                    digest.update(bytes, 0, length);
                }

                @Override
                public byte[] value() {
                    return digest.digest();
                }
            };
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + name, e);
        }
    }

    private static Sum crc32c() {
        CRC32C crc = new CRC32C();
        return new Sum() {
            @Override
            public void add(byte[] bytes, int length) {
                crc.update(bytes, 0, length);
            }

            @Override
            public byte[] value() {
                return ByteBuffer.allocate(Integer.BYTES)
                        .putInt((int) crc.getValue())
                        .array();
            }
        };
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
    }

    private static FailureException invalid() {
        return new FailureException(
                FailureCode.INVALID_EVENT,
                "The header " + TusHeaders.UPLOAD_CHECKSUM + " must name one of " + ALGORITHMS
                        + " and the checksum in Base64.");
    }
}
