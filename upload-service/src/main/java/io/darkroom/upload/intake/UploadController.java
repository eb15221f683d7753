package io.darkroom.upload.intake;

import io.darkroom.events.CustomerId;
import io.darkroom.events.FailureCode;
import io.darkroom.events.FailureException;
import io.darkroom.events.ImageId;
import io.darkroom.support.Caller;
import io.darkroom.support.Problems;
import io.darkroom.upload.ImageLinks;
import io.darkroom.upload.UploadProperties;
import jakarta.servlet.http.HttpServletRequest;
import java.io.InputStream;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// `POST /v1/images`: takes one image as the body, or several as the files of a form.
@RestController
class UploadController implements UploadOperations {

    private static final DataSize FORM_OVERHEAD = DataSize.ofMegabytes(1);

    private final ImageIntake intake;
    private final FormIntake forms;
    private final UploadMeters meters;
    private final UploadProperties properties;

    UploadController(ImageIntake intake, FormIntake forms, UploadMeters meters, UploadProperties properties) {
        this.intake = intake;
        this.forms = forms;
        this.meters = meters;
        this.properties = properties;
    }

    @Override
    @PostMapping(
            path = ImageLinks.IMAGES,
            consumes = {"image/*", MediaType.APPLICATION_OCTET_STREAM_VALUE})
    public ResponseEntity<Receipt> uploadImage(Caller caller, HttpServletRequest request) {
        CustomerId customer = caller.requireCustomer();
        return metered(() -> {
            IntFunction<ImageId> ids = IdempotencyKey.idsOf(customer, lines(request, IdempotencyKey.HEADER));
            ContentDigest digest = ContentDigest.parse(lines(request, ContentDigest.HEADER));
            InputStream body = open(request, "An image", maxImageSize(customer));
            Receipt receipt = Receipt.of(
                    intake.accept(new IncomingImage(customer, ids.apply(0), fileName(request), digest, body)));
            return ResponseEntity.accepted()
                    .location(URI.create(receipt.links().self()))
                    .body(receipt);
        });
    }

    @Override
    @PostMapping(path = ImageLinks.IMAGES, consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    public ResponseEntity<?> uploadForm(Caller caller, HttpServletRequest request) {
        CustomerId customer = caller.requireCustomer();
        return metered(() -> {
            IntFunction<ImageId> ids = IdempotencyKey.idsOf(customer, lines(request, IdempotencyKey.HEADER));
            requireNoDigestOfForm(request);
            InputStream body = open(request, "A form", maxFormSize(customer));
            FormAnswer answer = forms.accept(customer, ids, FormFiles.open(request.getContentType(), body));
            return answer.refusal()
                    .<ResponseEntity<?>>map(failure -> refused(failure, answer))
                    .orElseGet(() -> ResponseEntity.accepted().body(answer));
        });
    }

    // The failures of a form's files are counted where they are caught.
    private <T> T metered(Supplier<T> upload) {
        try {
            return upload.get();
        } catch (FailureException e) {
            meters.refused(e.code());
            throw e;
        }
    }

    private InputStream open(HttpServletRequest request, String what, DataSize limit) {
        LimitedStream.requireWithin(request.getContentLengthLong(), what, limit);
        return new LimitedStream(SenderStream.open(request, properties.minimumPace()), what, limit);
    }

    private DataSize maxImageSize(CustomerId customer) {
        return properties.limitsOf(customer).maxImageSize();
    }

    private DataSize maxFormSize(CustomerId customer) {
        return DataSize.ofBytes(maxImageSize(customer).toBytes() * properties.maxFiles() + FORM_OVERHEAD.toBytes());
    }

    private static void requireNoDigestOfForm(HttpServletRequest request) {
        if (request.getHeader(ContentDigest.HEADER) != null) {
            throw new FailureException(
                    FailureCode.INVALID_EVENT,
                    "Give " + ContentDigest.HEADER
                            + " as a header of each part: a form's files are accepted one by one.");
        }
    }

    private static ResponseEntity<ProblemDetail> refused(FailureException failure, FormAnswer answer) {
        ProblemDetail problem = Problems.of(failure.code(), failure.reason());
        problem.setProperty("images", answer.images());
        problem.setProperty("complete", answer.complete());
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (problem.getStatus() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
            headers.set(HttpHeaders.RETRY_AFTER, Problems.RETRY_AFTER_SECONDS);
        }
        return new ResponseEntity<>(problem, headers, problem.getStatus());
    }

    private static List<String> lines(HttpServletRequest request, String header) {
        return Collections.list(request.getHeaders(header));
    }

    private static @Nullable String fileName(HttpServletRequest request) {
        String disposition = request.getHeader(HttpHeaders.CONTENT_DISPOSITION);
        try {
            return disposition == null
                    ? null
                    : ContentDisposition.parse(disposition).getFilename();
        } catch (RuntimeException e) {
            // A name is a convenience: one that cannot be read, whatever the parser thinks of it, is as good as none.
            return null;
        }
    }
}
