package io.darkroom.store;

import io.darkroom.events.ObjectLocation;
import io.darkroom.events.Sha256;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/// One multipart upload. Closed before it is complete, it is aborted: its parts leave nothing behind.
final class MultipartWrite implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MultipartWrite.class);

    private final S3Objects objects;
    private final ObjectLocation location;
    private final String uploadId;
    private final List<CompletedPart> parts = new ArrayList<>();
    private boolean complete;

    private MultipartWrite(S3Objects objects, ObjectLocation location, String uploadId) {
        this.objects = objects;
        this.location = location;
        this.uploadId = uploadId;
    }

    static MultipartWrite begin(S3Objects objects, RawImage image, ObjectLocation location) {
        String uploadId = S3Failures.calling(() -> objects.s3()
                        .createMultipartUpload(r -> r.bucket(location.bucket())
                                .key(location.key())
                                .contentType(image.mediaType())
                                .metadata(RawMetadata.write(image))
                                .checksumAlgorithm(ChecksumAlgorithm.SHA256)
                                .checksumType(ChecksumType.COMPOSITE)))
                .uploadId();
        return new MultipartWrite(objects, location, uploadId);
    }

    /// Sends a part.
    ///
    /// @param number from 1 on
    /// @return the part's digest, 32 bytes
    byte[] send(int number, PartBuffer part) {
        Sha256 sha256 = part.digest();
        String eTag = S3Failures.calling(() -> objects.s3()
                        .uploadPart(
                                r -> r.bucket(location.bucket())
                                        .key(location.key())
                                        .uploadId(uploadId)
                                        .partNumber(number)
                                        .checksumSHA256(sha256.base64())
                                        .overrideConfiguration(objects.patience(part.size())),
                                RawWriter.body(part)))
                .eTag();
        parts.add(CompletedPart.builder()
                .partNumber(number)
                .eTag(eTag)
                .checksumSHA256(sha256.base64())
                .build());
        return HexFormat.of().parseHex(sha256.hex());
    }

    /// Makes an object of the parts unless one is there.
    boolean completeIfNew() {
        complete = objects.wins(() -> objects.s3()
                .completeMultipartUpload(r -> r.bucket(location.bucket())
                        .key(location.key())
                        .uploadId(uploadId)
                        .multipartUpload(m -> m.parts(parts))
                        .ifNoneMatch("*")));
        return complete;
    }

    // A failure to abort changes nothing for the caller: the bucket's lifecycle rule ends what is left.
    @Override
    public void close() {
        if (complete) {
            return;
        }
        try {
            objects.s3()
                    .abortMultipartUpload(
                            r -> r.bucket(location.bucket()).key(location.key()).uploadId(uploadId));
        } catch (SdkException e) {
            LOG.atDebug().addKeyValue("key", location.key()).setCause(e).log("a multipart upload could not be aborted");
        }
    }
}
