package io.darkroom.store;

import io.darkroom.events.ObjectLocation;
import io.darkroom.events.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.security.MessageDigest;
import java.util.Base64;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/// Writes one original of unknown length under the condition that nothing is there yet.
///
/// What fits one part is sent as one object. What does not is sent part by part from one buffer, and the parts
/// become an
/// object only when all are there. Every request carries the SHA-256 of its bytes, which S3 checks and keeps: by it
/// a second write of the same content is recognised without reading the first.
final class RawWriter {

    static final int PART_BYTES = 8 << 20;

    private final S3Objects objects;
    private final RawImage image;
    private final ObjectLocation location;
    private final PushbackInputStream bytes;
    private final PartBuffer buffer = new PartBuffer(PART_BYTES);

    RawWriter(S3Objects objects, RawImage image, ObjectLocation location, InputStream bytes) {
        this.objects = objects;
        this.image = image;
        this.location = location;
        this.bytes = new PushbackInputStream(bytes, 1);
    }

    RawWrite write() throws IOException {
        buffer.fill(bytes);
        return buffer.isFull() && hasMore() ? writeParts() : writeWhole();
    }

    private boolean hasMore() throws IOException {
        int next = bytes.read();
        if (next >= 0) {
            bytes.unread(next);
        }
        return next >= 0;
    }

    private RawWrite writeWhole() throws IOException {
        Sha256 sha256 = buffer.digest();
        PutObjectRequest request = PutObjectRequest.builder()
                .bucket(location.bucket())
                .key(location.key())
                .contentType(image.mediaType())
                .metadata(RawMetadata.write(image))
                .checksumSHA256(sha256.base64())
                .ifNoneMatch("*")
                .build();
        return objects.putIf(request, body(buffer))
                ? new RawWrite.Created(new StoredRaw(image, buffer.size(), sha256, location))
                : compare(buffer.size(), sha256, sha256.base64());
    }

    private RawWrite writeParts() throws IOException {
        MessageDigest whole = Sha256.newDigest();
        MessageDigest ofParts = Sha256.newDigest();
        long sizeBytes = 0;
        int parts = 0;
        try (MultipartWrite upload = MultipartWrite.begin(objects, image, location)) {
            while (buffer.size() > 0) {
                buffer.feed(whole);
                ofParts.update(upload.send(++parts, buffer));
                sizeBytes += buffer.size();
                buffer.fill(bytes);
            }
            Sha256 sha256 = Sha256.ofDigest(whole.digest());
            return upload.completeIfNew()
                    ? new RawWrite.Created(new StoredRaw(image, sizeBytes, sha256, location))
                    : compare(sizeBytes, sha256, composite(ofParts, parts));
        }
    }

    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html: the checksum of a
    // multipart object is that of its parts' checksums, and their number.
    private static String composite(MessageDigest ofParts, int parts) {
        return Base64.getEncoder().encodeToString(ofParts.digest()) + "-" + parts;
    }

    private RawWrite compare(long sizeBytes, Sha256 sha256, String checksum) throws IOException {
        HeadObjectResponse standing = objects.head(location)
                .orElseThrow(() -> new StoreUnavailableException(
                        new IOException("an original that was in the way is gone: " + location.key())));
        RawImage first = RawMetadata.read(image.key(), standing.contentType(), standing.metadata());
        return standing.contentLength() == sizeBytes && isSame(standing.checksumSHA256(), checksum, sha256)
                ? new RawWrite.AlreadyThere(new StoredRaw(first, sizeBytes, sha256, location))
                : new RawWrite.Conflict(first);
    }

    // Equal checksums mean equal content. Unequal ones prove something only if neither is of parts: the parts may have
    // been
    // cut in another way.
    private boolean isSame(String standing, String ours, Sha256 sha256) throws IOException {
        if (ours.equals(standing)) {
            return true;
        }
        boolean ofParts = standing == null || standing.contains("-") || ours.contains("-");
        return ofParts && objects.digest(location).filter(sha256::equals).isPresent();
    }

    static RequestBody body(PartBuffer buffer) {
        return RequestBody.fromContentProvider(buffer::open, buffer.size(), "application/octet-stream");
    }
}
