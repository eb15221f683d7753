package io.darkroom.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.darkroom.s3.storage.Bucket;
import io.darkroom.s3.storage.Buckets;
import io.darkroom.s3.storage.ObjectChecksum;
import io.darkroom.s3.storage.OpenObject;
import io.darkroom.s3.storage.Received;
import io.darkroom.s3.storage.S3Error;
import io.darkroom.s3.storage.S3Exception;
import io.darkroom.s3.storage.StoredObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/// What can be done with objects as a whole.
final class ObjectOperations {

    private static final int LONGEST_KEY_BYTES = 1024;

    private final Buckets buckets;

    ObjectOperations(Buckets buckets) {
        this.buckets = buckets;
    }

    Response put(Request request, Bucket bucket) throws IOException {
        requireKey(request.key());
        try (Received body = buckets.receive(request.body(), DeclaredChecksum.algorithms(request))) {
            Optional<ObjectChecksum> checksum = DeclaredChecksum.verify(request, body);
            StoredObject object = bucket.put(
                    request.key(),
                    body,
                    ObjectHeaders.kept(request),
                    checksum.orElse(null),
                    Conditions.ofWrite(request));
            Map<String, String> headers = new HashMap<>(Map.of("ETag", quoted(object)));
            headers.putAll(ObjectHeaders.checksum(object));
            return Response.empty(200, headers);
        }
    }

    static void requireKey(String key) {
        if (key.getBytes(UTF_8).length > LONGEST_KEY_BYTES) {
            throw new S3Exception(S3Error.INVALID_ARGUMENT, "Your key is too long");
        }
    }

    Response get(Request request, Bucket bucket, boolean isHead) throws IOException {
        OpenObject open = bucket.open(request.key())
                .orElseThrow(() -> new S3Exception(S3Error.NO_SUCH_KEY, "The specified key does not exist."));
        boolean isHandedOver = false;
        try {
            Map<String, String> headers = ObjectHeaders.of(request, open.object());
            if (Conditions.isUnchanged(request, open.object())) {
                headers.remove("Content-Type");
                return Response.empty(304, headers);
            }
            Optional<ByteRange> range = ByteRange.of(request, open.object().sizeBytes());
            ByteRange sent = range.orElse(new ByteRange(0, open.object().sizeBytes()));
            range.ifPresent(part ->
                    headers.put("Content-Range", part.contentRange(open.object().sizeBytes())));
            isHandedOver = !isHead;
            return new Response(
                    range.isPresent() ? 206 : 200,
                    headers,
                    isHead
                            ? new Response.Body.Withheld(sent.length())
                            : new Response.Body.Bytes(open, sent.offset(), sent.length()));
        } finally {
            if (!isHandedOver) {
                open.close();
            }
        }
    }

    Response delete(Request request, Bucket bucket) throws IOException {
        bucket.delete(request.key(), Conditions.ofDelete(request.header("if-match")));
        return Response.noContent();
    }

    Response deleteMany(Request request, Bucket bucket) throws IOException {
        Element document = XmlInput.parse(XmlInput.bytes(request.body()));
        boolean isQuiet =
                XmlInput.text(document, "Quiet").filter("true"::equals).isPresent();
        List<Deletion> deletions = new ArrayList<>();
        for (Element object : XmlInput.children(document, "Object")) {
            deletions.add(delete(object, bucket));
        }
        return Response.xml(Xml.document(
                "DeleteResult",
                xml -> deletions.stream()
                        .filter(deletion -> !isQuiet || deletion.failure() != null)
                        .forEach(deletion -> deletion.write(xml))));
    }

    private static Deletion delete(Element object, Bucket bucket) throws IOException {
        String key = XmlInput.requireText(object, "Key");
        try {
            bucket.delete(key, Conditions.ofDelete(XmlInput.text(object, "ETag")));
            return new Deletion(key, null);
        } catch (S3Exception e) {
            return new Deletion(key, e);
        }
    }

    // What became of one of many objects to delete.
    private record Deletion(String key, @Nullable S3Exception failure) {

        void write(Xml xml) {
            S3Exception reason = failure;
            if (reason == null) {
                xml.element("Deleted", each -> each.text("Key", key));
                return;
            }
            xml.element(
                    "Error",
                    each -> each.text("Key", key)
                            .text("Code", reason.error().code())
                            .text("Message", reason.detail()));
        }
    }

    static String quoted(StoredObject object) {
        return "\"" + object.etag() + "\"";
    }
}
