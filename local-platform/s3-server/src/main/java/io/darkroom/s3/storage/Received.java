package io.darkroom.s3.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Bytes that have arrived whole in a temporary file, and their digests. Closing deletes the file unless it has become
/// an object meanwhile.
public final class Received implements AutoCloseable {

    private static final int BUFFER_BYTES = 64 * 1024;

    private final Path file;
    private final long sizeBytes;
    private final byte[] md5;
    private final Map<ChecksumAlgorithm, byte[]> checksums;

    private Received(Path file, long sizeBytes, byte[] md5, Map<ChecksumAlgorithm, byte[]> checksums) {
        this.file = file;
        this.sizeBytes = sizeBytes;
        this.md5 = md5;
        this.checksums = checksums;
    }

    /// Reads a stream to its end.
    ///
    /// @param directory where the file goes
    /// @param algorithms which checksums to compute
    /// @throws IOException if the stream throws it, or the file cannot be written; nothing is left behind
    static Received read(InputStream bytes, Path directory, Set<ChecksumAlgorithm> algorithms) throws IOException {
        Path file = Files.createTempFile(directory, "incoming-", "");
        try (OutputStream target = Files.newOutputStream(file)) {
            MessageDigest md5 = ChecksumAlgorithm.digest("MD5");
            Map<ChecksumAlgorithm, ChecksumAlgorithm.Computation> computations = new EnumMap<>(ChecksumAlgorithm.class);
            algorithms.forEach(algorithm -> computations.put(algorithm, algorithm.start()));
            byte[] buffer = new byte[BUFFER_BYTES];
            long size = 0;
            for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                target.write(buffer, 0, read);
                md5.update(buffer, 0, read);
                for (ChecksumAlgorithm.Computation computation : computations.values()) {
                    computation.update(buffer, 0, read);
                }
                size += read;
            }
            return new Received(
                    file,
                    size,
                    md5.digest(),
                    computations.entrySet().stream()
                            .collect(Collectors.toMap(
                                    Map.Entry::getKey, entry -> entry.getValue().value())));
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    /// How many bytes.
    public long sizeBytes() {
        return sizeBytes;
    }

    /// Whether the bytes have this MD5 digest.
    public boolean hasMd5(byte[] expected) {
        return Arrays.equals(md5, expected);
    }

    /// A checksum that was asked for.
    public byte[] checksum(ChecksumAlgorithm algorithm) {
        byte[] value = checksums.get(algorithm);
        if (value == null) {
            throw new IllegalArgumentException(algorithm + " was not computed");
        }
        return value.clone();
    }

    String etag() {
        return HexFormat.of().formatHex(md5);
    }

    Path file() {
        return file;
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
