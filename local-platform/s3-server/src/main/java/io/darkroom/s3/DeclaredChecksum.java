package io.darkroom.s3;

import io.darkroom.s3.storage.ChecksumAlgorithm;
import io.darkroom.s3.storage.ObjectChecksum;
import io.darkroom.s3.storage.Received;
import io.darkroom.s3.storage.S3Error;
import io.darkroom.s3.storage.S3Exception;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// The checksums that a request declares for its body, in headers or in trailers: the body must have them.
final class DeclaredChecksum {

    private DeclaredChecksum() {}

    /// The algorithms whose values are needed once the body has been read.
    static Set<ChecksumAlgorithm> algorithms(Request request) {
        Set<ChecksumAlgorithm> algorithms = EnumSet.noneOf(ChecksumAlgorithm.class);
        for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
            request.header(algorithm.header()).ifPresent(_ -> algorithms.add(algorithm));
        }
        request.header("x-amz-trailer")
                .ifPresent(names -> Arrays.stream(names.split(",", -1))
                        .map(name -> ChecksumAlgorithm.ofHeader(name.strip())
                                .orElseThrow(() -> new S3Exception(
                                        S3Error.INVALID_REQUEST,
                                        "The value specified in the x-amz-trailer header is not supported")))
                        .forEach(algorithms::add));
        request.header("x-amz-sdk-checksum-algorithm").ifPresent(name -> algorithms.add(ChecksumAlgorithm.named(name)));
        return algorithms;
    }

    /// Compares what was declared with what has arrived.
    ///
    /// @return the checksum that the object shall carry
    /// @throws S3Exception if they differ
    static Optional<ObjectChecksum> verify(Request request, Received body) {
        requireMd5(request, body);
        Optional<ObjectChecksum> carried = Optional.empty();
        for (ChecksumAlgorithm algorithm : algorithms(request)) {
            byte[] actual = body.checksum(algorithm);
            request.header(algorithm.header())
                    .or(() -> Optional.ofNullable(request.body().trailers().get(algorithm.header())))
                    .ifPresent(declared -> requireEqual(declared, actual, algorithm.name()));
            carried = Optional.of(
                    new ObjectChecksum(algorithm, Base64.getEncoder().encodeToString(actual), false));
        }
        requireTrailers(request);
        return carried;
    }

    // A trailer that was announced and did not come is no protection.
    private static void requireTrailers(Request request) {
        request.header("x-amz-trailer").ifPresent(names -> {
            for (String name : names.split(",", -1)) {
                if (!request.body().trailers().containsKey(name.strip())) {
                    throw new S3Exception(S3Error.INVALID_REQUEST, "The trailer " + name + " is missing");
                }
            }
        });
    }

    private static void requireMd5(Request request, Received body) {
        request.header("content-md5").ifPresent(declared -> {
            if (!body.hasMd5(decode(declared))) {
                throw new S3Exception(
                        S3Error.BAD_DIGEST, "The Content-MD5 you specified did not match what we received.");
            }
        });
    }

    private static void requireEqual(String declared, byte[] actual, String algorithm) {
        if (!Arrays.equals(decode(declared), actual)) {
            throw new S3Exception(
                    S3Error.BAD_DIGEST, "The " + algorithm + " you specified did not match the calculated checksum.");
        }
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new S3Exception(S3Error.INVALID_REQUEST, "A checksum must be Base64");
        }
    }
}
