package io.darkroom.local.lifecycle;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// A bucket behind the S3 API.
final class S3SweptBucket implements SweptBucket {

    private static final String NO_RULES = "NoSuchLifecycleConfiguration";
    private static final String REPLACED = "PreconditionFailed";
    // Parts the two markers of a listing of uploads; no key contains it.
    private static final String MARKER_SEPARATOR = "\n";

    private final S3Client client;
    private final String name;

    S3SweptBucket(S3Client client, String name) {
        this.client = client;
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<SweepRule> rules() {
        try {
            return S3Rules.read(client.getBucketLifecycleConfiguration(request -> request.bucket(name))
                    .rules());
        } catch (S3Exception e) {
            if (e.awsErrorDetails().errorCode().equals(NO_RULES)) {
                return List.of();
            }
            throw e;
        }
    }

    @Override
    public AgedPage objects(String prefix, @Nullable String page) {
        ListObjectsV2Response listed = client.listObjectsV2(
                request -> request.bucket(name).prefix(prefix).continuationToken(page));
        return new AgedPage(
                listed.contents().stream()
                        .map(object -> new AgedItem(object.key(), object.eTag(), object.lastModified()))
                        .toList(),
                listed.nextContinuationToken());
    }

    @Override
    public AgedPage uploads(String prefix, @Nullable String page) {
        String[] markers = page == null ? new String[] {null, null} : page.split(MARKER_SEPARATOR, 2);
        ListMultipartUploadsResponse listed = client.listMultipartUploads(request ->
                request.bucket(name).prefix(prefix).keyMarker(markers[0]).uploadIdMarker(markers[1]));
        return new AgedPage(
                listed.uploads().stream()
                        .map(upload -> new AgedItem(upload.key(), upload.uploadId(), upload.initiated()))
                        .toList(),
                Boolean.TRUE.equals(listed.isTruncated())
                        ? listed.nextKeyMarker() + MARKER_SEPARATOR + listed.nextUploadIdMarker()
                        : null);
    }

    @Override
    public void delete(List<AgedItem> objects) {
        List<ObjectIdentifier> identifiers = objects.stream()
                .map(object -> ObjectIdentifier.builder()
                        .key(object.key())
                        .eTag(object.id())
                        .build())
                .toList();
        DeleteObjectsResponse deleted = client.deleteObjects(request -> request.bucket(name)
                .delete(delete -> delete.objects(identifiers).quiet(true)));
        for (S3Error error : deleted.errors()) {
            if (!error.code().equals(REPLACED)) {
                throw new IllegalStateException("The bucket %s does not delete: %s".formatted(name, error.message()));
            }
        }
    }

    @Override
    public void abort(AgedItem upload) {
        try {
            client.abortMultipartUpload(
                    request -> request.bucket(name).key(upload.key()).uploadId(upload.id()));
        } catch (NoSuchUploadException e) {
            // Completed or aborted since it was listed.
        }
    }
}
