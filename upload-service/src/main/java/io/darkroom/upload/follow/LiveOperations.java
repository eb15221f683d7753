package io.darkroom.upload.follow;

import io.darkroom.support.Caller;
import io.darkroom.upload.CallerProblems;
import io.darkroom.upload.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/// What the OpenAPI document says about listening to images.
@Tag(name = "follow")
interface LiveOperations {

    String LAST_EVENT_ID = "Last-Event-ID";

    @Operation(operationId = "listenToImages", summary = "Your images as they come to an end", description = """
                    Server-sent events, until you leave or your token expires; then come again with a fresh one and \
                    the last id you saw in `Last-Event-ID`: whichever instance answers goes on from there.

                    - `image`: one of your images was processed or failed. Its data is the image as \
                    `GET /v1/images/{id}` tells it, without `fileName` and `original`. It may come more than once.
                    - `reset`: you were away for too long, and may have missed some: look your images up.

                    Every 15 seconds there is a sign of life: a comment and an `id` without data, which is no event \
                    but moves the last id on. Browsers' own `EventSource` cannot send a token: use `fetch`.""")
    @ApiResponse(
            responseCode = "200",
            description = "The events, without end.",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            schema = @Schema(type = "string"),
                            examples = @ExampleObject(name = "events", value = FollowExamples.EVENTS)))
    @CallerProblems
    @ApiResponse(
            responseCode = "503",
            description = "`OVERLOADED` or `BROKER_UNAVAILABLE`: come again after a while.",
            headers = @Header(name = "Retry-After", description = "Seconds.", schema = @Schema(type = "integer")),
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    void events(
            Caller caller,
            @Parameter(description = "The last id you saw; any other text is as good as one that is too old.") @Nullable
                    String lastEventId,
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) HttpServletResponse response);
}
