package io.darkroom.upload.follow;

import io.darkroom.support.Caller;
import io.darkroom.upload.CallerProblems;
import io.darkroom.upload.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/// What the OpenAPI document says about following images.
@Tag(name = "follow")
interface FollowOperations {

    @Operation(
            operationId = "getImage",
            summary = "What became of an image",
            description = "`RECEIVED` turns into `PROCESSED` or `FAILED`, usually within seconds.")
    @ApiResponse(
            responseCode = "200",
            description = "The image.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = ImageView.class),
                            examples = {
                                @ExampleObject(name = "processed", value = FollowExamples.PROCESSED),
                                @ExampleObject(name = "failed", value = FollowExamples.FAILED)
                            }))
    @FollowProblems
    ImageView image(Caller caller, @Parameter(description = "The image's id.", example = FollowExamples.ID) String id);

    @Operation(
            operationId = "getImages",
            summary = "What became of several images",
            description = "Up to 100 at once. Those of another customer are missing, as those that never were.")
    @ApiResponse(
            responseCode = "200",
            description = "The images, in the order of the ids.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = ImageBatch.class),
                            examples = @ExampleObject(name = "batch", value = FollowExamples.BATCH)))
    @ApiResponse(
            responseCode = "400",
            description = "There is no id, or there are too many.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @FollowProblems
    ImageBatch images(
            Caller caller,
            @Parameter(
                            description = "The images' ids, each as a parameter of its own.",
                            array =
                                    @ArraySchema(
                                            schema = @Schema(type = "string", example = FollowExamples.ID),
                                            maxItems = 100))
                    List<String> id);

    @Operation(
            operationId = "deleteImage",
            summary = "Ask for an image to be deleted",
            description = "Images and their results are kept for at least 7 days, and are then deleted by themselves: "
                    + "until then this answers 409 and says until when.")
    @ApiResponse(
            responseCode = "202",
            description = "The time has passed; it is deleted with the next round, within a day.",
            content = @Content)
    @ApiResponse(
            responseCode = "409",
            description = "`RETAINED`: it is still kept.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @FollowProblems
    ResponseEntity<Void> delete(
            Caller caller, @Parameter(description = "The image's id.", example = FollowExamples.ID) String id);

    @Operation(operationId = "getResult", summary = "Download a result")
    @ApiResponse(
            responseCode = "302",
            description = "The result is there, for a short while and without a token.",
            headers =
                    @Header(
                            name = "Location",
                            description = "The link.",
                            schema = @Schema(type = "string", format = "uri")),
            content = @Content)
    @FollowProblems
    ResponseEntity<Void> result(
            Caller caller,
            @Parameter(description = "The image's id.", example = FollowExamples.ID) String id,
            @Parameter(description = "The result's name.", example = "preview") String name);

    @Operation(operationId = "getOriginal", summary = "Download the original")
    @ApiResponse(
            responseCode = "302",
            description = "The original is there, for a short while and without a token.",
            headers =
                    @Header(
                            name = "Location",
                            description = "The link.",
                            schema = @Schema(type = "string", format = "uri")),
            content = @Content)
    @FollowProblems
    ResponseEntity<Void> original(
            Caller caller, @Parameter(description = "The image's id.", example = FollowExamples.ID) String id);

    /// The ways in which an image cannot be told of.
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @CallerProblems
    @ApiResponse(
            responseCode = "404",
            description = "There is no such image or result of yours, or it is not kept any more.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "503",
            description = "`STORE_UNAVAILABLE`: ask again after a while.",
            headers = @Header(name = "Retry-After", description = "Seconds.", schema = @Schema(type = "integer")),
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @interface FollowProblems {}
}
