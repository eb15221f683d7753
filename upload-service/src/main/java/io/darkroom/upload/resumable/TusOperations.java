package io.darkroom.upload.resumable;

import io.darkroom.support.Caller;
import io.darkroom.upload.CallerProblems;
import io.darkroom.upload.Problem;
import io.darkroom.upload.intake.IdempotencyKey;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotSupportedException;

/// What the OpenAPI document says about images in pieces.
@Tag(name = "resume")
interface TusOperations {

    String ID = "0d9f1a3c-6f0e-5d0e-8a53-6c1f2b7f4a10";

    @Operation(
            operationId = "describeUploads",
            summary = "What is known of tus here",
            description =
                    "Images in pieces, by [tus 1.0](https://tus.io/protocols/resumable-upload): any client for it "
                            + "works.")
    @ApiResponse(
            responseCode = "204",
            description = "Version, extensions, how long an image of yours may be, and the algorithms of checksums.",
            headers = {
                @Header(name = TusHeaders.TUS_RESUMABLE, schema = @Schema(type = "string")),
                @Header(name = TusHeaders.TUS_VERSION, schema = @Schema(type = "string")),
                @Header(name = TusHeaders.TUS_EXTENSION, schema = @Schema(type = "string")),
                @Header(name = TusHeaders.TUS_MAX_SIZE, schema = @Schema(type = "integer")),
                @Header(name = TusHeaders.TUS_CHECKSUM_ALGORITHM, schema = @Schema(type = "string"))
            },
            content = @Content)
    @ApiResponse(
            responseCode = "401",
            description = "There is no valid token.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "403",
            description = "The token names no customer.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    ResponseEntity<Void> options(Caller caller);

    @Operation(operationId = "createUpload", summary = "Announce an image that comes in pieces", description = """
            Its first bytes may come along, as the body. Announced again with the same `Idempotency-Key`, it is the \
            same upload, from where it stands.

            The last segment of `Location` is the id of the image that it becomes: follow it at `/v1/images/{id}` \
            once all bytes are there.""")
    @RequestBody(content = @Content(mediaType = TusHeaders.BYTES, schema = @Schema(type = "string", format = "binary")))
    @Parameter(
            name = TusHeaders.UPLOAD_LENGTH,
            in = ParameterIn.HEADER,
            description = "How many bytes the image has.",
            example = "2483112",
            schema = @Schema(type = "integer", format = "int64", minimum = "1"))
    @Parameter(
            name = TusHeaders.UPLOAD_DEFER_LENGTH,
            in = ParameterIn.HEADER,
            description = "In place of the length, if it is not known yet.",
            schema = @Schema(type = "string", allowableValues = "1"))
    @Parameter(
            name = TusHeaders.UPLOAD_METADATA,
            in = ParameterIn.HEADER,
            description = "Keys and values in Base64; `filename` is used, the others are only given back.",
            example = "filename aG9saWRheS5qcGc=",
            schema = @Schema(type = "string", maxLength = 4096))
    @Parameter(
            name = IdempotencyKey.HEADER,
            in = ParameterIn.HEADER,
            description = "Your own name for this image.",
            schema = @Schema(type = "string", maxLength = IdempotencyKey.MAX_LENGTH))
    @ApiResponse(
            responseCode = "201",
            description = "Announced.",
            headers = {
                @Header(name = "Location", description = "The upload.", schema = @Schema(type = "string")),
                @Header(name = TusHeaders.UPLOAD_OFFSET, schema = @Schema(type = "integer", format = "int64")),
                @Header(name = TusHeaders.UPLOAD_EXPIRES, schema = @Schema(type = "string"))
            },
            content = @Content)
    @TusProblems
    ResponseEntity<Void> create(
            Caller caller,
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) HttpServletResponse response)
            throws HttpMediaTypeNotSupportedException;

    @Operation(
            operationId = "getUpload",
            summary = "How far an upload has come",
            description =
                    "Also ends whoever writes to it just now, so the offset stands until you go on. An offset that is "
                            + "the length means that the image was accepted.")
    @ApiResponse(
            responseCode = "200",
            description = "It can be continued, or has become an image.",
            headers = {
                @Header(name = TusHeaders.UPLOAD_OFFSET, schema = @Schema(type = "integer", format = "int64")),
                @Header(name = TusHeaders.UPLOAD_LENGTH, schema = @Schema(type = "integer", format = "int64")),
                @Header(name = TusHeaders.UPLOAD_DEFER_LENGTH, schema = @Schema(type = "string")),
                @Header(name = TusHeaders.UPLOAD_METADATA, schema = @Schema(type = "string")),
                @Header(name = TusHeaders.UPLOAD_EXPIRES, schema = @Schema(type = "string"))
            },
            content = @Content)
    @TusProblems
    ResponseEntity<Void> status(
            Caller caller,
            @Parameter(description = "The upload's id.", example = ID) String id,
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) HttpServletResponse response);

    @Operation(
            operationId = "continueUpload",
            summary = "Send bytes of an upload",
            description = "What came counts, also when the request breaks off, unless it has a checksum.")
    @RequestBody(
            required = true,
            content = @Content(mediaType = TusHeaders.BYTES, schema = @Schema(type = "string", format = "binary")))
    @Parameter(
            name = TusHeaders.UPLOAD_OFFSET,
            in = ParameterIn.HEADER,
            required = true,
            description = "Where the bytes belong: where the upload stands.",
            example = "0",
            schema = @Schema(type = "integer", format = "int64"))
    @Parameter(
            name = TusHeaders.UPLOAD_LENGTH,
            in = ParameterIn.HEADER,
            description = "How many bytes the image has, if that was deferred.",
            schema = @Schema(type = "integer", format = "int64"))
    @Parameter(
            name = TusHeaders.UPLOAD_CHECKSUM,
            in = ParameterIn.HEADER,
            description = "Checksum of this request's bytes: `sha1`, `sha256` or `crc32c`, and its value in Base64.",
            example = "sha1 Kq5sNclPz7QV2+lfQIuc6R7oRu0=",
            schema = @Schema(type = "string"))
    @ApiResponse(
            responseCode = "204",
            description = "They count. If the upload is whole now, the image is accepted: stored and announced.",
            headers = {
                @Header(name = TusHeaders.UPLOAD_OFFSET, schema = @Schema(type = "integer", format = "int64")),
                @Header(name = TusHeaders.UPLOAD_EXPIRES, schema = @Schema(type = "string"))
            },
            content = @Content)
    @ApiResponse(
            responseCode = "460",
            description = "`CHECKSUM_MISMATCH`: the bytes do not count.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @TusProblems
    ResponseEntity<Void> append(
            Caller caller,
            @Parameter(description = "The upload's id.", example = ID) String id,
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) HttpServletResponse response)
            throws HttpMediaTypeNotSupportedException;

    @Operation(
            operationId = "endUpload",
            summary = "Forget an upload",
            description = "Its bytes are removed. An image that it has become stays.")
    @ApiResponse(responseCode = "204", description = "It is forgotten.", content = @Content)
    @TusProblems
    ResponseEntity<Void> terminate(
            Caller caller,
            @Parameter(description = "The upload's id.", example = ID) String id,
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) HttpServletResponse response);

    @Operation(hidden = true)
    ResponseEntity<Void> override(Caller caller, String id, HttpServletRequest request, HttpServletResponse response)
            throws HttpMediaTypeNotSupportedException;

    /// The ways in which a request about an upload can end.
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @Parameter(
            name = TusHeaders.TUS_RESUMABLE,
            in = ParameterIn.HEADER,
            required = true,
            example = TusHeaders.VERSION,
            schema = @Schema(type = "string", allowableValues = TusHeaders.VERSION))
    @ApiResponse(
            responseCode = "400",
            description = "`INVALID_EVENT`: a header is missing or malformed; `EMPTY`: there is nothing to come.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @CallerProblems
    @ApiResponse(
            responseCode = "404",
            description = "There is no such upload of yours.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "408",
            description = "`TOO_SLOW`: the bytes came too slowly or stopped. Those that came count.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "409",
            description =
                    "`OFFSET_MISMATCH`: the upload stands elsewhere; `ID_CONFLICT`: the idempotency key stands for "
                            + "another image.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "410",
            description = "`UPLOAD_GONE`: it has expired or was ended.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "412",
            description = "`UNSUPPORTED_VERSION`: " + TusHeaders.TUS_RESUMABLE + " is missing or another version.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "413",
            description = "`TOO_LARGE`: more bytes than an image, or this one, may have.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "415",
            description = "The body is not `" + TusHeaders.BYTES
                    + "`, or `UNSUPPORTED_MEDIA_TYPE`: it is no image that " + "is taken.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "422",
            description = "`TOO_MANY_PIXELS`: more than your images may have, as the header says.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "423",
            description = "`UPLOAD_LOCKED`: another request writes to it. Ask for its offset, which ends that one.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "503",
            description = "`STORE_UNAVAILABLE`, `BROKER_UNAVAILABLE` or `OVERLOADED`: go on after a while.",
            headers = @Header(name = "Retry-After", description = "Seconds.", schema = @Schema(type = "integer")),
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @interface TusProblems {}
}
