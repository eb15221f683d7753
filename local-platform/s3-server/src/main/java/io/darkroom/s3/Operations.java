package io.darkroom.s3;

import io.darkroom.s3.storage.Bucket;
import io.darkroom.s3.storage.Buckets;
import io.darkroom.s3.storage.S3Error;
import io.darkroom.s3.storage.S3Exception;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Which request is which operation. What is not here is refused, never half done.
final class Operations {

    // Parameters that make a request one about something else than the object or bucket itself.
    private static final List<String> UNSUPPORTED = List.of(
            "accelerate",
            "acl",
            "analytics",
            "attributes",
            "cors",
            "encryption",
            "inventory",
            "legal-hold",
            "logging",
            "metrics",
            "notification",
            "object-lock",
            "ownershipControls",
            "policy",
            "policyStatus",
            "publicAccessBlock",
            "renameObject",
            "replication",
            "requestPayment",
            "restore",
            "retention",
            "select",
            "tagging",
            "torrent",
            "versionId",
            "versioning",
            "versions",
            "website");

    private static final List<String> UNSUPPORTED_HEADERS = List.of(
            "x-amz-acl",
            "x-amz-copy-source",
            "x-amz-object-lock-mode",
            "x-amz-object-lock-legal-hold",
            "x-amz-server-side-encryption-customer-algorithm",
            "x-amz-tagging",
            "x-amz-write-offset-bytes");

    private final Buckets buckets;
    private final BucketOperations ofBuckets;
    private final ObjectOperations ofObjects;
    private final UploadOperations ofUploads;

    Operations(Buckets buckets) {
        this.buckets = buckets;
        this.ofBuckets = new BucketOperations(buckets);
        this.ofObjects = new ObjectOperations(buckets);
        this.ofUploads = new UploadOperations(buckets);
    }

    Response run(Request request) throws IOException {
        requireSupported(request);
        if (request.bucket().isEmpty()) {
            return request.http().method().equals("GET") ? ofBuckets.listAll() : notAllowed();
        }
        return request.key().isEmpty() ? ofBucket(request) : ofObject(request, buckets.get(request.bucket()));
    }

    private Response ofBucket(Request request) throws IOException {
        if (request.has("lifecycle")) {
            return ofBuckets.lifecycle(request, buckets.get(request.bucket()));
        }
        return switch (request.http().method()) {
            case "PUT" -> ofBuckets.create(request);
            case "DELETE" -> ofBuckets.delete(request);
            case "HEAD" -> ofBuckets.head(buckets.get(request.bucket()));
            case "GET" -> read(request, buckets.get(request.bucket()));
            case "POST" ->
                request.has("delete") ? ofObjects.deleteMany(request, buckets.get(request.bucket())) : notAllowed();
            default -> notAllowed();
        };
    }

    private Response read(Request request, Bucket bucket) throws IOException {
        if (request.has("location")) {
            return ofBuckets.location();
        }
        if (request.has("uploads")) {
            return ofUploads.list(request, bucket);
        }
        if (request.parameter("list-type").equals(Optional.of("2"))) {
            return ObjectListing.answer(request, bucket);
        }
        throw new S3Exception(S3Error.NOT_IMPLEMENTED, "Objects are listed by version 2 of the operation only");
    }

    private Response ofObject(Request request, Bucket bucket) throws IOException {
        boolean isUpload = request.has("uploadId");
        return switch (request.http().method()) {
            case "PUT" -> isUpload ? ofUploads.putPart(request, bucket) : ofObjects.put(request, bucket);
            case "GET" -> isUpload ? ofUploads.listParts(request, bucket) : ofObjects.get(request, bucket, false);
            case "HEAD" -> ofObjects.get(request, bucket, true);
            case "DELETE" -> isUpload ? ofUploads.abort(request, bucket) : ofObjects.delete(request, bucket);
            case "POST" -> {
                if (request.has("uploads")) {
                    yield ofUploads.create(request, bucket);
                }
                yield isUpload ? ofUploads.complete(request, bucket) : notAllowed();
            }
            default -> notAllowed();
        };
    }

    private static void requireSupported(Request request) {
        UNSUPPORTED.stream().filter(request::has).findFirst().ifPresent(Operations::refuse);
        UNSUPPORTED_HEADERS.stream()
                .filter(name -> request.header(name).isPresent())
                .findFirst()
                .ifPresent(Operations::refuse);
    }

    private static void refuse(String what) {
        throw new S3Exception(S3Error.NOT_IMPLEMENTED, "This server does not know '" + what + "'");
    }

    private static Response notAllowed() {
        throw new S3Exception(S3Error.METHOD_NOT_ALLOWED, "The specified method is not allowed against this resource.");
    }
}
