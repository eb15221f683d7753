package io.darkroom.upload.resumable;

import io.darkroom.events.CustomerId;
import io.darkroom.events.FailureCode;
import io.darkroom.events.FailureException;
import io.darkroom.events.ImageId;
import io.darkroom.support.Caller;
import io.darkroom.upload.UploadProperties;
import io.darkroom.upload.intake.IdempotencyKey;
import io.darkroom.upload.intake.SenderStream;
import io.darkroom.upload.intake.UploadMeters;
import io.darkroom.upload.resumable.ResumableUploads.Piece;
import io.darkroom.upload.resumable.TusRefusal.Reason;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/// `/v1/uploads`: images in pieces, by tus 1.0.
@RestController
class TusController implements TusOperations {

    static final String UPLOADS = "/v1/uploads";

    private static final String UPLOAD = UPLOADS + "/{id}";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private final ResumableUploads uploads;
    private final UploadMeters meters;
    private final UploadProperties properties;

    TusController(ResumableUploads uploads, UploadMeters meters, UploadProperties properties) {
        this.uploads = uploads;
        this.meters = meters;
        this.properties = properties;
    }

    @Override
    @RequestMapping(path = UPLOADS, method = RequestMethod.OPTIONS)
    public ResponseEntity<Void> options(Caller caller) {
        CustomerId customer = caller.requireCustomer();
        return ResponseEntity.noContent()
                .header(TusHeaders.TUS_RESUMABLE, TusHeaders.VERSION)
                .header(TusHeaders.TUS_VERSION, TusHeaders.VERSION)
                .header(TusHeaders.TUS_EXTENSION, TusHeaders.EXTENSIONS)
                .header(
                        TusHeaders.TUS_MAX_SIZE,
                        Long.toString(
                                properties.limitsOf(customer).maxImageSize().toBytes()))
                .header(TusHeaders.TUS_CHECKSUM_ALGORITHM, UploadChecksum.ALGORITHMS)
                .build();
    }

    @Override
    @PostMapping(UPLOADS)
    public ResponseEntity<Void> create(Caller caller, HttpServletRequest request, HttpServletResponse response)
            throws HttpMediaTypeNotSupportedException {
        CustomerId customer = begin(caller, request, response);
        boolean withBytes = request.getContentType() != null;
        if (withBytes) {
            requireBytes(request);
        }
        PendingUpload upload = metered(() -> {
            PendingUpload created = create(customer, request);
            return withBytes && created.offset() == 0
                    ? uploads.append(customer, created.id().toString(), 0, null, piece(request))
                    : created;
        });
        return ResponseEntity.created(URI.create(UPLOADS + "/" + upload.id()))
                .headers(progress(upload))
                .build();
    }

    private PendingUpload create(CustomerId customer, HttpServletRequest request) {
        ImageId id = IdempotencyKey.idsOf(customer, Collections.list(request.getHeaders(IdempotencyKey.HEADER)))
                .apply(0);
        Optional<Long> length = number(request, TusHeaders.UPLOAD_LENGTH);
        boolean deferred = "1".equals(request.getHeader(TusHeaders.UPLOAD_DEFER_LENGTH));
        if (length.isPresent() == deferred) {
            throw new FailureException(
                    FailureCode.INVALID_EVENT,
                    "Either " + TusHeaders.UPLOAD_LENGTH + " or " + TusHeaders.UPLOAD_DEFER_LENGTH + ": 1 is needed.");
        }
        UploadMetadata metadata = UploadMetadata.parse(request.getHeader(TusHeaders.UPLOAD_METADATA));
        return uploads.create(customer, id, length.orElse(null), metadata);
    }

    @Override
    @RequestMapping(path = UPLOAD, method = RequestMethod.HEAD)
    public ResponseEntity<Void> status(
            Caller caller, @PathVariable String id, HttpServletRequest request, HttpServletResponse response) {
        CustomerId customer = begin(caller, request, response);
        PendingUpload upload = uploads.status(customer, id);
        HttpHeaders headers = progress(upload);
        headers.setCacheControl("no-store");
        Long length = upload.lengthBytes();
        if (length == null) {
            headers.set(TusHeaders.UPLOAD_DEFER_LENGTH, "1");
        } else {
            headers.set(TusHeaders.UPLOAD_LENGTH, Long.toString(length));
        }
        if (!upload.metadata().isEmpty()) {
            headers.set(TusHeaders.UPLOAD_METADATA, upload.metadata());
        }
        return ResponseEntity.ok().headers(headers).build();
    }

    @Override
    @PatchMapping(UPLOAD)
    public ResponseEntity<Void> append(
            Caller caller, @PathVariable String id, HttpServletRequest request, HttpServletResponse response)
            throws HttpMediaTypeNotSupportedException {
        CustomerId customer = begin(caller, request, response);
        requireBytes(request);
        PendingUpload upload = metered(() -> {
            long offset = number(request, TusHeaders.UPLOAD_OFFSET)
                    .orElseThrow(() -> new FailureException(
                            FailureCode.INVALID_EVENT, "The header " + TusHeaders.UPLOAD_OFFSET + " is needed."));
            Long length = number(request, TusHeaders.UPLOAD_LENGTH).orElse(null);
            return uploads.append(customer, id, offset, length, piece(request));
        });
        return ResponseEntity.noContent().headers(progress(upload)).build();
    }

    @Override
    @DeleteMapping(UPLOAD)
    public ResponseEntity<Void> terminate(
            Caller caller, @PathVariable String id, HttpServletRequest request, HttpServletResponse response) {
        uploads.terminate(begin(caller, request, response), id);
        return ResponseEntity.noContent().build();
    }

    /// For clients whose surroundings know GET and POST only.
    @Override
    @PostMapping(UPLOAD)
    public ResponseEntity<Void> override(
            Caller caller, @PathVariable String id, HttpServletRequest request, HttpServletResponse response)
            throws HttpMediaTypeNotSupportedException {
        String method = String.valueOf(request.getHeader(TusHeaders.METHOD_OVERRIDE));
        return switch (method) {
            case "PATCH" -> append(caller, id, request, response);
            case "DELETE" -> terminate(caller, id, request, response);
            case "HEAD" -> status(caller, id, request, response);
            default -> ResponseEntity.status(HttpStatus.METHOD_NOT_ALLOWED).build();
        };
    }

    private static CustomerId begin(Caller caller, HttpServletRequest request, HttpServletResponse response) {
        CustomerId customer = caller.requireCustomer();
        response.setHeader(TusHeaders.TUS_RESUMABLE, TusHeaders.VERSION);
        if (!TusHeaders.VERSION.equals(request.getHeader(TusHeaders.TUS_RESUMABLE))) {
            response.setHeader(TusHeaders.TUS_VERSION, TusHeaders.VERSION);
            throw new TusRefusal(
                    Reason.UNSUPPORTED_VERSION,
                    "The header " + TusHeaders.TUS_RESUMABLE + " must be " + TusHeaders.VERSION + ".");
        }
        return customer;
    }

    private static void requireBytes(HttpServletRequest request) throws HttpMediaTypeNotSupportedException {
        if (!TusHeaders.BYTES.equals(request.getContentType())) {
            throw new HttpMediaTypeNotSupportedException("The content type must be " + TusHeaders.BYTES + ".");
        }
    }

    private Piece piece(HttpServletRequest request) {
        Optional<UploadChecksum> checksum = UploadChecksum.parse(request.getHeader(TusHeaders.UPLOAD_CHECKSUM));
        return new Piece(
                SenderStream.open(request, properties.minimumPace()), request.getContentLengthLong(), checksum);
    }

    private <T> T metered(Supplier<T> call) {
        try {
            return call.get();
        } catch (FailureException e) {
            meters.refused(e.code());
            throw e;
        }
    }

    private static HttpHeaders progress(PendingUpload upload) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(TusHeaders.UPLOAD_OFFSET, Long.toString(upload.offset()));
        headers.set(
                TusHeaders.UPLOAD_EXPIRES,
                DateTimeFormatter.RFC_1123_DATE_TIME.format(upload.expiresAt().atOffset(ZoneOffset.UTC)));
        return headers;
    }

    private static Optional<Long> number(HttpServletRequest request, String header) {
        String text = request.getHeader(header);
        if (text == null) {
            return Optional.empty();
        }
        if (!NUMBER.matcher(text).matches()) {
            throw new FailureException(FailureCode.INVALID_EVENT, "The header " + header + " must be a number.");
        }
        return Optional.of(Long.parseLong(text));
    }
}
