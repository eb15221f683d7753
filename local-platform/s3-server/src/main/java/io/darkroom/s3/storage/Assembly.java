package io.darkroom.s3.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// The parts that make up an object, in order.
public final class Assembly {

    /// All parts but the last have at least so many bytes.
    public static final long SMALLEST_PART_BYTES = 5 * 1024 * 1024;

    private final Upload upload;
    private final SequencedMap<Integer, StoredObject> parts;

    /// Checks the parts' sizes.
    ///
    /// @param parts by number, in order, at least one
    /// @throws S3Exception if one but the last is too small
    public Assembly(Upload upload, SequencedMap<Integer, StoredObject> parts) {
        List<StoredObject> all = new ArrayList<>(parts.sequencedValues());
        if (all.subList(0, all.size() - 1).stream().anyMatch(part -> part.sizeBytes() < SMALLEST_PART_BYTES)) {
            throw new S3Exception(
                    S3Error.ENTITY_TOO_SMALL, "Your proposed upload is smaller than the minimum allowed size");
        }
        this.upload = upload;
        this.parts = parts;
    }

    long sizeBytes() {
        return parts.values().stream().mapToLong(StoredObject::sizeBytes).sum();
    }

    /// The digest of the parts' digests, and their number.
    String etag() {
        MessageDigest md5 = ChecksumAlgorithm.digest("MD5");
        parts.sequencedValues().forEach(part -> md5.update(HexFormat.of().parseHex(part.etag())));
        return HexFormat.of().formatHex(md5.digest()) + "-" + parts.size();
    }

    /// The checksum of the parts' checksums, if that is the kind that the upload asks for.
    public @Nullable ObjectChecksum compositeChecksum() {
        ChecksumAlgorithm algorithm = upload.algorithm();
        if (algorithm == null || upload.isFullObject()) {
            return null;
        }
        ChecksumAlgorithm.Computation computation = algorithm.start();
        for (StoredObject part : parts.sequencedValues()) {
            ObjectChecksum checksum = part.findChecksum()
                    .orElseThrow(() -> new S3Exception(
                            S3Error.INVALID_REQUEST, "The upload was created with a checksum that a part lacks"));
            byte[] value = Base64.getDecoder().decode(checksum.value());
            computation.update(value, 0, value.length);
        }
        String value = Base64.getEncoder().encodeToString(computation.value()) + "-" + parts.size();
        return new ObjectChecksum(algorithm, value, true);
    }

    /// Joins the parts in a file.
    ///
    /// @return the checksum that the object carries
    @Nullable
    ObjectChecksum write(Path file, IntFunction<Path> pathOfPart) throws IOException {
        ChecksumAlgorithm algorithm = upload.isFullObject() ? upload.algorithm() : null;
        ChecksumAlgorithm.Computation computation = algorithm == null ? null : algorithm.start();
        try (OutputStream target = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
            OutputStream counted = computation == null ? target : new ChecksumOutputStream(target, computation);
            for (var part : parts.sequencedEntrySet()) {
                try (OpenObject source = new OpenObject(
                        part.getValue(), FileChannel.open(pathOfPart.apply(part.getKey()), StandardOpenOption.READ))) {
                    source.copyTo(counted, 0, part.getValue().sizeBytes());
                }
            }
        }
        return algorithm == null || computation == null
                ? compositeChecksum()
                : new ObjectChecksum(algorithm, Base64.getEncoder().encodeToString(computation.value()), false);
    }

    private static final class ChecksumOutputStream extends OutputStream {

        private final OutputStream target;
        private final ChecksumAlgorithm.Computation computation;

        ChecksumOutputStream(OutputStream target, ChecksumAlgorithm.Computation computation) {
            this.target = target;
            this.computation = computation;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            target.write(bytes, offset, length);
            computation.update(bytes, offset, length);
        }
    }
}
