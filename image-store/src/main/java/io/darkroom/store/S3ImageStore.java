package io.darkroom.store;

import io.darkroom.events.CustomerId;
import io.darkroom.events.FailureCode;
import io.darkroom.events.FailureException;
import io.darkroom.events.ImageId;
import io.darkroom.events.ObjectLocation;
import io.darkroom.events.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// The image store on S3, or on any server that speaks S3 with conditional writes and SHA-256 checksums.
///
/// Blocks the calling thread, which best is a virtual one. Memory per write: one part of 8 MiB at most.
///
/// What it needs to be allowed:
/// - both buckets: `s3:ListBucket` ([#ping] needs it; without it S3 answers 403 in place of 404 for what is not
///   there); whoever only lists originals ([#listRaw]) needs it for theirs and nothing else;
/// - originals (`raw/*`): `s3:GetObject`, and for services that accept images `s3:PutObject` and
///   `s3:AbortMultipartUpload`;
/// - results (`results/*`): `s3:GetObject`, and for services that end images, the processor and the stream's intake,
///   `s3:PutObject`;
/// - with a customer-managed key: `kms:Decrypt`, and for writers `kms:GenerateDataKey`;
/// - buckets that senders refer to: `s3:GetObject` and `s3:ListBucket`.
///
/// It never deletes images or results.
public final class S3ImageStore implements ImageStore, AutoCloseable {

    private static final String JSON = "application/json";
    private static final int TRIES_TO_COMMIT = 32;

    private final StoreSettings settings;
    private final S3Objects objects;
    private final S3Presigner presigner;

    private S3ImageStore(StoreSettings settings, S3Objects objects, S3Presigner presigner) {
        this.settings = settings;
        this.objects = objects;
        this.presigner = presigner;
    }

    /// Opens a store. Does not call it yet: a store that is away shows at the first call.
    public static S3ImageStore open(StoreSettings settings) {
        return new S3ImageStore(
                settings,
                new S3Objects(S3Clients.client(settings), settings.timeouts()),
                S3Clients.presigner(settings));
    }

    @Override
    public RawWrite putRaw(RawImage image, InputStream bytes) throws IOException {
        return new RawWriter(objects, image, locationOf(image.key()), bytes).write();
    }

    @Override
    public Optional<FoundRaw> findRaw(CustomerId customerId, ImageId imageId) {
        ObjectKey.Raw key = new ObjectKey.Raw(customerId, imageId);
        return objects.head(locationOf(key)).map(found -> found(key, found));
    }

    private FoundRaw found(ObjectKey.Raw key, HeadObjectResponse found) {
        RawImage image = RawMetadata.read(key, found.contentType(), found.metadata());
        return new FoundRaw(image, found.contentLength(), locationOf(key));
    }

    @Override
    public Optional<FetchedRaw> fetchRaw(CustomerId customerId, ImageId imageId, Path target) throws IOException {
        Optional<StoreStream> found = objects.open(locationOf(new ObjectKey.Raw(customerId, imageId)));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (StoreStream from = found.get();
                OutputStream to =
                        Files.newOutputStream(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            return Optional.of(copyOrDelete(from, to, target));
        }
    }

    private static FetchedRaw copyOrDelete(StoreStream from, OutputStream to, Path target) throws IOException {
        boolean copied = false;
        try {
            FetchedRaw fetched = S3Objects.copy(from, to);
            copied = true;
            return fetched;
        } finally {
            if (!copied) {
                Files.deleteIfExists(target);
            }
        }
    }

    @Override
    public RawPage listRaw(@Nullable String next) {
        ListObjectsV2Response page = S3Failures.calling(() -> objects.s3()
                .listObjectsV2(r -> r.bucket(settings.nameOf(Bucket.RAW))
                        .prefix(ObjectKey.Raw.PREFIX)
                        .maxKeys(RawPage.MOST_ORIGINALS)
                        .continuationToken(next)));
        return new RawPage(
                page.contents().stream().flatMap(S3ImageStore::listed).toList(), page.nextContinuationToken());
    }

    private static Stream<ListedRaw> listed(S3Object object) {
        return ObjectKey.Raw.ofPath(object.key()).map(key -> new ListedRaw(key, object.lastModified())).stream();
    }

    @Override
    public ObjectLocation putResult(ObjectKey.Result key, String mediaType, Path file, Sha256 sha256)
            throws IOException {
        ObjectLocation location = locationOf(key);
        PutObjectRequest request = PutObjectRequest.builder()
                .bucket(location.bucket())
                .key(location.key())
                .contentType(mediaType)
                .checksumSHA256(sha256.base64())
                .build();
        RequestBody body = RequestBody.fromContentProvider(() -> reading(file), Files.size(file), mediaType);
        if (!objects.put(request, body)) {
            throw new FailureException(FailureCode.INVALID_RESULT, "a result changed while it was being stored");
        }
        return location;
    }

    private static InputStream reading(Path file) {
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Manifest commitManifest(Manifest manifest) {
        ObjectLocation location = locationOf(manifest.key());
        Optional<StandingManifest> standing = Optional.empty();
        for (int tries = 0; tries < TRIES_TO_COMMIT; tries++) {
            if (replaces(standing, manifest, location)) {
                return manifest;
            }
            standing = standing(location);
            if (standing.isPresent() && standing.get().isAsLateAs(manifest)) {
                return standing.get().manifest;
            }
        }
        throw new StoreUnavailableException(new IOException("too many write one manifest: " + location.key()));
    }

    /// @param eTag its version
    private record StandingManifest(Manifest manifest, String eTag) {

        boolean isAsLateAs(Manifest other) {
            return manifest.processed().attempt() >= other.processed().attempt();
        }
    }

    private boolean replaces(Optional<StandingManifest> standing, Manifest manifest, ObjectLocation location) {
        byte[] json = manifest.toJson();
        PutObjectRequest.Builder request = PutObjectRequest.builder()
                .bucket(location.bucket())
                .key(location.key())
                .contentType(JSON)
                .checksumSHA256(Sha256.of(json).base64());
        standing.ifPresentOrElse(it -> request.ifMatch(it.eTag), () -> request.ifNoneMatch("*"));
        return objects.putIf(request.build(), RequestBody.fromBytes(json));
    }

    private Optional<StandingManifest> standing(ObjectLocation location) {
        return objects.open(location).map(stream -> {
            try (stream) {
                return new StandingManifest(Manifest.ofJson(stream.readAllBytes()), stream.eTag());
            }
        });
    }

    @Override
    public Optional<Manifest> findManifest(CustomerId customerId, ImageId imageId) {
        return standing(locationOf(new ObjectKey.OfManifest(customerId, imageId)))
                .map(StandingManifest::manifest);
    }

    @Override
    public URI link(ObjectKey key, Duration validFor, @Nullable String fileName) {
        ObjectLocation location = locationOf(key);
        GetObjectRequest.Builder request =
                GetObjectRequest.builder().bucket(location.bucket()).key(location.key());
        if (fileName != null) {
            request.responseContentDisposition(ContentDisposition.attachment(fileName));
        }
        return URI.create(S3Failures.calling(() -> presigner.presignGetObject(
                        r -> r.signatureDuration(validFor).getObjectRequest(request.build())))
                .url()
                .toString());
    }

    @Override
    public Optional<InputStream> open(ObjectLocation location) {
        return objects.openForeign(location).map(InputStream.class::cast);
    }

    @Override
    public void ping() {
        for (Bucket bucket : Bucket.values()) {
            S3Failures.calling(() -> objects.s3().headBucket(r -> r.bucket(settings.nameOf(bucket))));
        }
    }

    /// Uploads that are on their way, in the same place and by the same connections.
    public PendingUploadStore pendingUploads() {
        return new S3PendingUploadStore(objects, settings.nameOf(Bucket.RAW));
    }

    private ObjectLocation locationOf(ObjectKey key) {
        return new ObjectLocation(settings.nameOf(key.bucket()), key.path());
    }

    /// Ends all connections.
    @Override
    public void close() {
        presigner.close();
        objects.s3().close();
    }
}
