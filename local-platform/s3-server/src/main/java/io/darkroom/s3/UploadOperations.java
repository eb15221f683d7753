package io.darkroom.s3;

import io.darkroom.s3.storage.Assembly;
import io.darkroom.s3.storage.Bucket;
import io.darkroom.s3.storage.Buckets;
import io.darkroom.s3.storage.ChecksumAlgorithm;
import io.darkroom.s3.storage.ObjectChecksum;
import io.darkroom.s3.storage.Received;
import io.darkroom.s3.storage.S3Error;
import io.darkroom.s3.storage.S3Exception;
import io.darkroom.s3.storage.StoredObject;
import io.darkroom.s3.storage.Upload;
import java.io.IOException;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/// Multipart uploads.
final class UploadOperations {

    private static final int MOST_PARTS = 10_000;

    private final Buckets buckets;

    UploadOperations(Buckets buckets) {
        this.buckets = buckets;
    }

    Response create(Request request, Bucket bucket) throws IOException {
        ObjectOperations.requireKey(request.key());
        Optional<ChecksumAlgorithm> algorithm =
                request.header("x-amz-checksum-algorithm").map(ChecksumAlgorithm::named);
        boolean isFullObject = request.header("x-amz-checksum-type")
                .filter("FULL_OBJECT"::equals)
                .isPresent();
        Upload upload = bucket.uploads()
                .create(request.key(), ObjectHeaders.kept(request), algorithm.orElse(null), isFullObject);
        Map<String, String> headers = new HashMap<>(Map.of("Content-Type", "application/xml"));
        algorithm.ifPresent(chosen -> {
            headers.put("x-amz-checksum-algorithm", chosen.name());
            headers.put("x-amz-checksum-type", isFullObject ? "FULL_OBJECT" : "COMPOSITE");
        });
        Xml document = Xml.document(
                "InitiateMultipartUploadResult",
                xml -> xml.text("Bucket", bucket.name())
                        .text("Key", upload.key())
                        .text("UploadId", upload.id()));
        return new Response(200, headers, new Response.Body.Text(document.toString()));
    }

    Response putPart(Request request, Bucket bucket) throws IOException {
        Upload upload = bucket.uploads().get(request.requireParameter("uploadId"), request.key());
        int number = request.number("partNumber", 0);
        if (number < 1 || number > MOST_PARTS) {
            throw new S3Exception(S3Error.INVALID_ARGUMENT, "Part number must be between 1 and " + MOST_PARTS);
        }
        Set<ChecksumAlgorithm> algorithms = EnumSet.noneOf(ChecksumAlgorithm.class);
        algorithms.addAll(DeclaredChecksum.algorithms(request));
        if (upload.algorithm() != null) {
            algorithms.add(upload.algorithm());
        }
        try (Received body = buckets.receive(request.body(), algorithms)) {
            ObjectChecksum checksum = checksum(request, upload, body);
            StoredObject part = bucket.uploads().putPart(upload, number, body, checksum);
            Map<String, String> headers = new HashMap<>(Map.of("ETag", ObjectOperations.quoted(part)));
            part.findChecksum().ifPresent(value -> headers.put(value.algorithm().header(), value.value()));
            return Response.empty(200, headers);
        }
    }

    // The part carries the upload's kind of checksum, whatever kind protected it on its way.
    private static @Nullable ObjectChecksum checksum(Request request, Upload upload, Received body) {
        Optional<ObjectChecksum> declared = DeclaredChecksum.verify(request, body);
        ChecksumAlgorithm algorithm = upload.algorithm();
        return algorithm == null
                ? declared.orElse(null)
                : new ObjectChecksum(algorithm, Base64.getEncoder().encodeToString(body.checksum(algorithm)), false);
    }

    Response complete(Request request, Bucket bucket) throws IOException {
        Element document = XmlInput.parse(XmlInput.bytes(request.body()));
        String id = request.requireParameter("uploadId");
        Optional<StoredObject> before = bucket.uploads().findCompleted(id, request.key());
        StoredObject object = before.isPresent() ? before.get() : complete(request, bucket, id, document);
        return Response.xml(Xml.document("CompleteMultipartUploadResult", xml -> {
            xml.text("Location", "/" + bucket.name() + "/" + object.key())
                    .text("Bucket", bucket.name())
                    .text("Key", object.key())
                    .text("ETag", ObjectOperations.quoted(object));
            object.findChecksum()
                    .ifPresent(checksum -> xml.text(checksum.algorithm().element(), checksum.value())
                            .text("ChecksumType", checksum.type()));
        }));
    }

    private static StoredObject complete(Request request, Bucket bucket, String id, Element document)
            throws IOException {
        Upload upload = bucket.uploads().get(id, request.key());
        Assembly assembly =
                new Assembly(upload, chosen(document, bucket.uploads().parts(upload)));
        ObjectChecksum composite = assembly.compositeChecksum();
        if (composite != null) {
            request.header(composite.algorithm().header())
                    .filter(declared -> !declared.equals(composite.value()))
                    .ifPresent(_ -> {
                        throw new S3Exception(
                                S3Error.BAD_DIGEST, "The checksum you specified did not match what we received.");
                    });
        }
        return bucket.uploads().complete(upload, assembly, Conditions.ofWrite(request));
    }

    private static SequencedMap<Integer, StoredObject> chosen(Element document, Map<Integer, StoredObject> present) {
        SequencedMap<Integer, StoredObject> chosen = new LinkedHashMap<>();
        for (Element element : XmlInput.children(document, "Part")) {
            int number = Integer.parseInt(XmlInput.requireText(element, "PartNumber"));
            if (!chosen.isEmpty() && number <= chosen.lastEntry().getKey()) {
                throw new S3Exception(S3Error.INVALID_PART_ORDER, "The list of parts was not in ascending order.");
            }
            StoredObject part = present.get(number);
            if (part == null || !isNamedBy(element, part)) {
                throw new S3Exception(S3Error.INVALID_PART, "One or more of the specified parts could not be found.");
            }
            chosen.put(number, part);
        }
        if (chosen.isEmpty()) {
            throw new S3Exception(S3Error.MALFORMED_XML, "There must be a part");
        }
        return chosen;
    }

    private static boolean isNamedBy(Element element, StoredObject part) {
        boolean hasEtag =
                XmlInput.requireText(element, "ETag").replace("\"", "").equals(part.etag());
        return hasEtag
                && part.findChecksum()
                        .flatMap(checksum -> XmlInput.text(
                                        element, checksum.algorithm().element())
                                .map(checksum.value()::equals))
                        .orElse(true);
    }

    Response abort(Request request, Bucket bucket) throws IOException {
        bucket.uploads().abort(bucket.uploads().get(request.requireParameter("uploadId"), request.key()));
        return Response.noContent();
    }

    Response list(Request request, Bucket bucket) throws IOException {
        List<Upload> uploads = bucket.uploads().list(request.parameter("prefix").orElse(""));
        return Response.xml(Xml.document("ListMultipartUploadsResult", xml -> {
            xml.text("Bucket", bucket.name()).text("IsTruncated", false);
            uploads.forEach(upload -> xml.element(
                    "Upload",
                    each -> each.text("Key", upload.key())
                            .text("UploadId", upload.id())
                            .text("Initiated", upload.initiated())));
        }));
    }

    Response listParts(Request request, Bucket bucket) throws IOException {
        Upload upload = bucket.uploads().get(request.requireParameter("uploadId"), request.key());
        Map<Integer, StoredObject> parts = bucket.uploads().parts(upload);
        return Response.xml(Xml.document("ListPartsResult", xml -> {
            xml.text("Bucket", bucket.name())
                    .text("Key", upload.key())
                    .text("UploadId", upload.id())
                    .text("IsTruncated", false);
            parts.forEach((number, part) -> xml.element("Part", each -> {
                each.text("PartNumber", number)
                        .text("LastModified", part.lastModified())
                        .text("ETag", ObjectOperations.quoted(part))
                        .text("Size", part.sizeBytes());
                part.findChecksum()
                        .ifPresent(checksum -> each.text(checksum.algorithm().element(), checksum.value()));
            }));
        }));
    }
}
