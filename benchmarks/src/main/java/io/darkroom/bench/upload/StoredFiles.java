package io.darkroom.bench.upload;

import io.darkroom.bench.BenchmarkFailedException;
import io.darkroom.events.Sha256;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Object;

/// What a contender has stored: nothing is fast by being wrong.
///
/// @param s3 stays open
/// @param bucket where
/// @param isFile which keys are those of files, not of what the contender notes beside them
record StoredFiles(S3Client s3, String bucket, Predicate<String> isFile) {

    private static final int MOST_AT_ONCE = 1000;

    /// Checks that all files are there with all their bytes, and the digests of the first and the last.
    ///
    /// @throws BenchmarkFailedException if not
    void verify(int count, TestFile file) {
        List<S3Object> files = all().filter(object -> isFile.test(object.key())).toList();
        if (files.size() != count) {
            throw new BenchmarkFailedException(
                    "%d files were accepted, %d are in the bucket %s".formatted(count, files.size(), bucket));
        }
        for (S3Object object : files) {
            if (object.size() != file.sizeBytes()) {
                throw new BenchmarkFailedException("%s in the bucket %s has %d bytes instead of %d"
                        .formatted(object.key(), bucket, object.size(), file.sizeBytes()));
            }
        }
        Stream.of(files.getFirst(), files.getLast()).distinct().forEach(object -> requireDigest(object, file));
    }

    private void requireDigest(S3Object object, TestFile file) {
        byte[] bytes = s3.getObjectAsBytes(request -> request.bucket(bucket).key(object.key()))
                .asByteArrayUnsafe();
        if (!Sha256.of(bytes).equals(file.digest())) {
            throw new BenchmarkFailedException(object.key() + " in the bucket " + bucket + " has other bytes");
        }
    }

    /// Removes everything.
    void clear() {
        List<ObjectIdentifier> keys = all().map(
                        object -> ObjectIdentifier.builder().key(object.key()).build())
                .toList();
        for (int from = 0; from < keys.size(); from += MOST_AT_ONCE) {
            List<ObjectIdentifier> some = keys.subList(from, Math.min(from + MOST_AT_ONCE, keys.size()));
            s3.deleteObjects(request -> request.bucket(bucket).delete(these -> these.objects(some)));
        }
    }

    private Stream<S3Object> all() {
        return s3.listObjectsV2Paginator(request -> request.bucket(bucket)).contents().stream();
    }
}
