package io.darkroom.s3.storage;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/// The checksums that clients may declare and that objects carry.
public enum ChecksumAlgorithm {
    CRC32,
    CRC32C,
    SHA1,
    SHA256;

    /// The algorithm of a name, in either case.
    ///
    /// @throws S3Exception if it is none of these
    public static ChecksumAlgorithm named(String name) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new S3Exception(
                        S3Error.NOT_IMPLEMENTED, "The checksum algorithm " + name + " is not supported"));
    }

    /// The algorithm whose header this is, if it is one at all.
    public static Optional<ChecksumAlgorithm> ofHeader(String header) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.header().equalsIgnoreCase(header))
                .findFirst();
    }

    /// The header, or trailer, that holds its value, in lower case.
    public String header() {
        return "x-amz-checksum-" + name().toLowerCase(Locale.ROOT);
    }

    /// The XML element that holds its value.
    public String element() {
        return "Checksum" + name();
    }

    /// Starts a computation.
    public Computation start() {
        return switch (this) {
            case CRC32 -> new CyclicComputation(new CRC32());
            case CRC32C -> new CyclicComputation(new CRC32C());
            case SHA1 -> new DigestComputation(digest("SHA-1"));
            case SHA256 -> new DigestComputation(digest("SHA-256"));
        };
    }

    static MessageDigest digest(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A checksum in the making.
    public sealed interface Computation {

        /// Takes in more bytes.
        void update(byte[] bytes, int offset, int length);

        /// The value of all bytes; ends the computation.
        byte[] value();
    }

    private record CyclicComputation(Checksum checksum) implements Computation {
        @Override
        public void update(byte[] bytes, int offset, int length) {
            checksum.update(bytes, offset, length);
        }

        @Override
        public byte[] value() {
            return ByteBuffer.allocate(Integer.BYTES)
                    .putInt((int) checksum.getValue())
                    .array();
        }
    }

    private record DigestComputation(MessageDigest digest) implements Computation {
        @Override
        public void update(byte[] bytes, int offset, int length) {
            digest.update(bytes, offset, length);
        }

        @Override
        public byte[] value() {
            return digest.digest();
        }
    }
}
