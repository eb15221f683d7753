package io.darkroom.bench.upload;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/// The AWS SDK, straight to the S3 server: what no server between can be faster than. One request up to the size of a
/// part, parts one after the other above, as `upload-service` writes.
///
/// @param s3 stays open
/// @param bucket where to
/// @param file what
record DirectSender(S3Client s3, String bucket, TestFile file) implements Sender {

    private static final int PART_BYTES = 8 * 1024 * 1024;

    @Override
    public void send() throws IOException {
        String key = UUID.randomUUID().toString();
        try {
            if (file.sizeBytes() <= PART_BYTES) {
                s3.putObject(request -> request.bucket(bucket).key(key), part(0));
            } else {
                sendParts(key);
            }
        } catch (SdkException e) {
            throw new IOException(e);
        }
    }

    private void sendParts(String key) {
        String upload = s3.createMultipartUpload(
                        request -> request.bucket(bucket).key(key))
                .uploadId();
        List<CompletedPart> parts = new ArrayList<>();
        for (int from = 0; from < file.sizeBytes(); from += PART_BYTES) {
            int number = parts.size() + 1;
            String tag = s3.uploadPart(
                            request -> request.bucket(bucket)
                                    .key(key)
                                    .uploadId(upload)
                                    .partNumber(number),
                            part(from))
                    .eTag();
            parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
        }
        s3.completeMultipartUpload(request ->
                request.bucket(bucket).key(key).uploadId(upload).multipartUpload(whole -> whole.parts(parts)));
    }

    // Nothing is copied, and it can be sent again.
    private RequestBody part(int from) {
        int length = Math.min(PART_BYTES, file.sizeBytes() - from);
        return RequestBody.fromContentProvider(() -> file.part(from, length), length, "image/jpeg");
    }

    @Override
    public void close() {
        // The client is everyone's.
    }
}
