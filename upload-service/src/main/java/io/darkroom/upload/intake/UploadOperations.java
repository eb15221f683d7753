package io.darkroom.upload.intake;

import io.darkroom.support.Caller;
import io.darkroom.upload.CallerProblems;
import io.darkroom.upload.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/// What the OpenAPI document says about sending images.
@Tag(name = "send")
interface UploadOperations {

    @Operation(operationId = "uploadImages", summary = "Send images", description = """
            One image as the body, or one or more as the files of a form. An image is safe once its receipt is \
            answered: stored and announced. What it is, its leading bytes decide; neither the declared type nor the \
            file name counts.

            **As the body**: the answer is the receipt.

            **As a form**: each file is accepted or refused on its own, in order; field names do not matter and other \
            fields are passed over. 202 is answered if at least one file was accepted: look at each entry of `images` \
            for its `receipt` or `problem`. If none was, the answer is the first file's problem, with all of them in \
            `images`. A failure that is not a file's own (we are away or full, the body is malformed or too slow) ends \
            the form: `complete` is then false, and files without an entry must be sent again. The `Idempotency-Key` \
            and a file's place in the form name the file's image. A file's digest is given as a `Content-Digest` \
            header of its part.""")
    @RequestBody(
            required = true,
            content = {
                @Content(mediaType = "image/*", schema = @Schema(type = "string", format = "binary")),
                @Content(
                        mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                        schema = @Schema(type = "string", format = "binary")),
                @Content(
                        mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                        schema = @Schema(implementation = ImageForm.class))
            })
    @Parameter(
            name = IdempotencyKey.HEADER,
            in = ParameterIn.HEADER,
            description = "Your own name for this upload. Sending it again with the same bytes is the same image.",
            example = "order-4711-photo-1",
            schema = @Schema(type = "string", maxLength = IdempotencyKey.MAX_LENGTH))
    @Parameter(
            name = ContentDigest.HEADER,
            in = ParameterIn.HEADER,
            description = "Digest of the body (RFC 9530), `sha-256` or `sha-512`; other bytes are refused.",
            example = "sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:",
            schema = @Schema(type = "string"))
    @Parameter(
            name = "Content-Disposition",
            in = ParameterIn.HEADER,
            description = "May name the file that is the body.",
            example = "attachment; filename=\"holiday.jpg\"",
            schema = @Schema(type = "string"))
    @ApiResponse(
            responseCode = "202",
            description = "Accepted: stored and announced.",
            headers =
                    @Header(
                            name = "Location",
                            description = "The image, if it was the body.",
                            schema = @Schema(type = "string")),
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(oneOf = {Receipt.class, FormAnswer.class}),
                            examples = {
                                @ExampleObject(name = "body", value = UploadExamples.RECEIPT),
                                @ExampleObject(name = "form", value = UploadExamples.FORM_ANSWER)
                            }))
    @ApiResponse(
            responseCode = "400",
            description = "`EMPTY`, `CHECKSUM_MISMATCH`, or `INVALID_EVENT`: a header or the body is malformed.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @CallerProblems
    @ApiResponse(
            responseCode = "408",
            description = "`TOO_SLOW`: the bytes came too slowly or stopped.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "409",
            description = "`ID_CONFLICT`: the idempotency key stands for other bytes already.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "413",
            description = "`TOO_LARGE`.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "415",
            description = "`UNSUPPORTED_MEDIA_TYPE`: no image, or of a format that is not taken.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "422",
            description = "`TOO_MANY_PIXELS`: more than your images may have, as the header says.",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class),
                            examples = @ExampleObject(name = "pixels", value = UploadExamples.TOO_MANY_PIXELS)))
    @ApiResponse(
            responseCode = "503",
            description = "`STORE_UNAVAILABLE`, `BROKER_UNAVAILABLE` or `OVERLOADED`: send it again after a while.",
            headers = @Header(name = "Retry-After", description = "Seconds.", schema = @Schema(type = "integer")),
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    ResponseEntity<Receipt> uploadImage(Caller caller, HttpServletRequest request);

    // One path and method are one operation to OpenAPI: the one above describes both.
    @Operation(hidden = true)
    ResponseEntity<?> uploadForm(Caller caller, HttpServletRequest request);
}
