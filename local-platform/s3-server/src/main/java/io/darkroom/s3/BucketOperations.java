package io.darkroom.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.darkroom.s3.storage.Bucket;
import io.darkroom.s3.storage.Buckets;
import io.darkroom.s3.storage.S3Error;
import io.darkroom.s3.storage.S3Exception;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.w3c.dom.Element;

/// What can be done with buckets.
final class BucketOperations {

    private static final String LIFECYCLE = "lifecycle";

    private final Buckets buckets;

    BucketOperations(Buckets buckets) {
        this.buckets = buckets;
    }

    Response listAll() throws IOException {
        Map<String, Instant> created = new LinkedHashMap<>();
        for (Bucket bucket : buckets.all()) {
            created.put(bucket.name(), bucket.created());
        }
        return Response.xml(Xml.document(
                "ListAllMyBucketsResult",
                xml -> xml.element(
                        "Buckets",
                        list -> created.forEach((name, at) -> list.element(
                                "Bucket", each -> each.text("Name", name).text("CreationDate", at))))));
    }

    Response create(Request request) {
        buckets.create(request.bucket());
        return Response.empty(200, Map.of("Location", "/" + request.bucket()));
    }

    Response delete(Request request) {
        buckets.delete(request.bucket());
        return Response.noContent();
    }

    Response head(Bucket bucket) {
        return Response.empty(200, Map.of("x-amz-bucket-name", bucket.name()));
    }

    Response location() {
        return Response.xml(Xml.document("LocationConstraint", _ -> {}));
    }

    /// The rules are kept as they come; who carries them out reads them back.
    Response lifecycle(Request request, Bucket bucket) throws IOException {
        return switch (request.http().method()) {
            case "GET" ->
                Response.xml(bucket.document(LIFECYCLE)
                        .orElseThrow(() -> new S3Exception(
                                S3Error.NO_SUCH_LIFECYCLE_CONFIGURATION,
                                "The lifecycle configuration does not exist")));
            case "PUT" -> {
                byte[] document = XmlInput.bytes(request.body());
                requireRules(XmlInput.parse(document));
                bucket.putDocument(LIFECYCLE, new String(document, UTF_8));
                yield Response.empty(200, Map.of());
            }
            case "DELETE" -> {
                bucket.deleteDocument(LIFECYCLE);
                yield Response.noContent();
            }
            default ->
                throw new S3Exception(
                        S3Error.METHOD_NOT_ALLOWED, "The specified method is not allowed against this resource.");
        };
    }

    private static void requireRules(Element configuration) {
        var rules = XmlInput.children(configuration, "Rule");
        if (rules.isEmpty()) {
            throw new S3Exception(S3Error.MALFORMED_XML, "There must be a rule");
        }
        rules.forEach(rule -> XmlInput.requireText(rule, "Status"));
    }
}
