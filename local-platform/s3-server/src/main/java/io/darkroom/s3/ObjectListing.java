package io.darkroom.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.darkroom.s3.signature.Encoding;
import io.darkroom.s3.storage.Bucket;
import io.darkroom.s3.storage.S3Error;
import io.darkroom.s3.storage.S3Exception;
import io.darkroom.s3.storage.StoredObject;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// A page of a bucket's objects, `ListObjectsV2`.
final class ObjectListing {

    private static final int LARGEST_PAGE = 1_000;

    private final String prefix;
    private final String delimiter;
    private final int pageSize;
    private final List<StoredObject> objects = new ArrayList<>();
    private final Set<String> commonPrefixes = new LinkedHashSet<>();
    private String last;
    private boolean isTruncated;

    private ObjectListing(Request request) {
        prefix = request.parameter("prefix").orElse("");
        delimiter = request.parameter("delimiter").orElse("");
        pageSize = Math.clamp(request.number("max-keys", LARGEST_PAGE), 0, LARGEST_PAGE);
        last = request.parameter("continuation-token")
                .map(ObjectListing::decodeToken)
                .or(() -> request.parameter("start-after"))
                .orElse("");
    }

    static Response answer(Request request, Bucket bucket) {
        ObjectListing listing = new ObjectListing(request);
        listing.fill(bucket);
        return Response.xml(listing.toXml(request, bucket));
    }

    private void fill(Bucket bucket) {
        // A common prefix that ended the page before hides all keys below it.
        String start = !delimiter.isEmpty() && last.endsWith(delimiter) ? last + Character.MAX_VALUE : last;
        String first = start.compareTo(prefix) < 0 ? prefix : start;
        if (first.equals(prefix) && !first.equals(start)) {
            bucket.find(prefix).ifPresent(this::add);
        }
        for (StoredObject object : bucket.after(first).values()) {
            if (!object.key().startsWith(prefix) || isTruncated) {
                return;
            }
            add(object);
        }
    }

    private void add(StoredObject object) {
        int end = delimiter.isEmpty() ? -1 : object.key().indexOf(delimiter, prefix.length());
        String name = end < 0 ? object.key() : object.key().substring(0, end + delimiter.length());
        if (commonPrefixes.contains(name)) {
            return;
        }
        if (objects.size() + commonPrefixes.size() >= pageSize) {
            isTruncated = pageSize > 0;
            return;
        }
        if (end < 0) {
            objects.add(object);
        } else {
            commonPrefixes.add(name);
        }
        last = name;
    }

    private Xml toXml(Request request, Bucket bucket) {
        boolean isEncoded = request.parameter("encoding-type").equals(Optional.of("url"));
        UnaryOperator<String> encode = isEncoded ? text -> Encoding.encode(text, true) : UnaryOperator.identity();
        return Xml.document("ListBucketResult", xml -> {
            xml.text("Name", bucket.name()).text("Prefix", encode.apply(prefix)).text("MaxKeys", pageSize);
            xml.text("KeyCount", objects.size() + commonPrefixes.size()).text("IsTruncated", isTruncated);
            if (!delimiter.isEmpty()) {
                xml.text("Delimiter", encode.apply(delimiter));
            }
            if (isEncoded) {
                xml.text("EncodingType", "url");
            }
            if (isTruncated) {
                xml.text("NextContinuationToken", encodeToken(last));
            }
            request.parameter("continuation-token").ifPresent(token -> xml.text("ContinuationToken", token));
            request.parameter("start-after").ifPresent(key -> xml.text("StartAfter", encode.apply(key)));
            objects.forEach(object -> contents(xml, object, encode));
            commonPrefixes.forEach(
                    name -> xml.element("CommonPrefixes", each -> each.text("Prefix", encode.apply(name))));
        });
    }

    private static void contents(Xml xml, StoredObject object, UnaryOperator<String> encode) {
        xml.element("Contents", each -> {
            each.text("Key", encode.apply(object.key()))
                    .text("LastModified", object.lastModified())
                    .text("ETag", "\"" + object.etag() + "\"")
                    .text("Size", object.sizeBytes())
                    .text("StorageClass", "STANDARD");
            object.findChecksum()
                    .ifPresent(checksum ->
                            each.text("ChecksumAlgorithm", checksum.algorithm()).text("ChecksumType", checksum.type()));
        });
    }

    private static String encodeToken(String key) {
        return Base64.getUrlEncoder().encodeToString(key.getBytes(UTF_8));
    }

    private static String decodeToken(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), UTF_8);
        } catch (IllegalArgumentException e) {
            throw new S3Exception(S3Error.INVALID_ARGUMENT, "The continuation token provided is incorrect");
        }
    }
}
