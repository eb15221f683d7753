package io.darkroom.upload;

import io.darkroom.servers.Infrastructure;
import io.darkroom.servers.LocalBuckets;
import io.darkroom.servers.S3Server;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Object;

/// The bucket of originals, seen past the service.
public final class RawBucket implements AutoCloseable {

    private final S3Client client = S3Server.client(Infrastructure.shared().s3Endpoint());

    /// The keys of all objects.
    public Set<String> keys() {
        return client.listObjectsV2Paginator(r -> r.bucket(LocalBuckets.RAW)).contents().stream()
                .map(S3Object::key)
                .collect(Collectors.toSet());
    }

    /// All multipart uploads that were begun and neither completed nor aborted.
    public Set<String> unfinished() {
        return client.listMultipartUploads(r -> r.bucket(LocalBuckets.RAW)).uploads().stream()
                .map(MultipartUpload::uploadId)
                .collect(Collectors.toSet());
    }

    /// The bytes of an object.
    public byte[] bytes(String key) {
        return client.getObjectAsBytes(r -> r.bucket(LocalBuckets.RAW).key(key)).asByteArray();
    }

    @Override
    public void close() {
        client.close();
    }
}
