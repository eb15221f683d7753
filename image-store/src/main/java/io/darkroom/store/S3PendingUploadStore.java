package io.darkroom.store;

import io.darkroom.events.CustomerId;
import io.darkroom.events.ImageId;
import io.darkroom.events.ObjectLocation;
import io.darkroom.events.Sha256;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/// Pending uploads on S3, in the bucket of originals below `uploads/`.
///
/// What it needs to be allowed there: `s3:GetObject`, `s3:PutObject`, `s3:DeleteObject`, and `s3:ListBucket` as
/// [S3ImageStore] does.
final class S3PendingUploadStore implements PendingUploadStore {

    private static final String JSON = "application/json";
    private static final String BYTES = "application/octet-stream";

    private final S3Objects objects;
    private final String bucket;

    /// @param bucket of originals
    S3PendingUploadStore(S3Objects objects, String bucket) {
        this.objects = objects;
        this.bucket = bucket;
    }

    @Override
    public Optional<Description> findDescription(CustomerId customerId, ImageId id) {
        return objects.open(location(new ObjectKey.OfUpload(customerId, id))).map(stream -> {
            try (stream) {
                return new Description(new String(stream.readAllBytes(), StandardCharsets.UTF_8), stream.eTag());
            }
        });
    }

    @Override
    public Optional<String> putDescription(CustomerId customerId, ImageId id, String json, @Nullable String replaced) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        PutObjectRequest.Builder request = put(new ObjectKey.OfUpload(customerId, id), JSON)
                .checksumSHA256(Sha256.of(bytes).base64());
        if (replaced == null) {
            request.ifNoneMatch("*");
        } else {
            request.ifMatch(replaced);
        }
        objects.putIf(request.build(), RequestBody.fromBytes(bytes));
        // Asked again rather than told: an answer that was lost and a try that was repeated look like a lost race.
        return findDescription(customerId, id)
                .filter(standing -> standing.json().equals(json))
                .map(Description::version);
    }

    @Override
    public void putChunk(ObjectKey.Chunk key, byte[] bytes, int length, Sha256 sha256) {
        PutObjectRequest request =
                put(key, BYTES).checksumSHA256(sha256.base64()).build();
        RequestBody body =
                RequestBody.fromContentProvider(() -> new ByteArrayInputStream(bytes, 0, length), length, BYTES);
        if (!objects.put(request, body)) {
            throw new StoreUnavailableException(new java.io.IOException("a chunk was damaged on its way"));
        }
    }

    @Override
    public Optional<InputStream> openChunk(ObjectKey.Chunk key) {
        return objects.open(location(key)).map(InputStream.class::cast);
    }

    @Override
    public void deleteChunks(List<ObjectKey.Chunk> keys) {
        for (ObjectKey.Chunk key : keys) {
            S3Failures.calling(
                    () -> objects.s3().deleteObject(r -> r.bucket(bucket).key(key.path())));
        }
    }

    private PutObjectRequest.Builder put(ObjectKey key, String mediaType) {
        return PutObjectRequest.builder().bucket(bucket).key(key.path()).contentType(mediaType);
    }

    private ObjectLocation location(ObjectKey key) {
        return new ObjectLocation(bucket, key.path());
    }
}
