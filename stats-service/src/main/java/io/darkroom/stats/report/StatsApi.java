package io.darkroom.stats.report;

import io.darkroom.support.Caller;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import io.swagger.v3.oas.annotations.servers.Server;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The contract of the REST API: paths, parameters and what they mean. `openapi.yaml` is generated from it.
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Darkroom statistics",
                        version = "1",
                        description = "How many images came in, and what became of them."),
        servers = @Server(url = "/"),
        security = @SecurityRequirement(name = "token"))
@SecurityScheme(name = "token", type = SecuritySchemeType.HTTP, scheme = "bearer", bearerFormat = "JWT")
@Tag(name = "Statistics", description = "Numbers of images. A customer sees its own; analysts and operators see all.")
@ApiResponse(
        responseCode = "400",
        description = "A parameter is wrong",
        content = @Content(mediaType = StatsApi.PROBLEM, schema = @Schema(implementation = ProblemDetail.class)))
@ApiResponse(
        responseCode = "401",
        description = "There is no valid access token",
        content = @Content(mediaType = StatsApi.PROBLEM, schema = @Schema(implementation = ProblemDetail.class)))
@ApiResponse(
        responseCode = "403",
        description = "The access token allows none of this",
        content = @Content(mediaType = StatsApi.PROBLEM, schema = @Schema(implementation = ProblemDetail.class)))
@ApiResponse(
        responseCode = "404",
        description = "A customer asked for numbers that are not its own",
        content = @Content(mediaType = StatsApi.PROBLEM, schema = @Schema(implementation = ProblemDetail.class)))
@ApiResponse(
        responseCode = "503",
        description = "The numbers cannot be reached; try again after the time in Retry-After",
        content = @Content(mediaType = StatsApi.PROBLEM, schema = @Schema(implementation = ProblemDetail.class)))
@RequestMapping(
        path = "/v1/stats",
        produces = {StatsApi.JSON, StatsApi.CSV})
interface StatsApi {

    String JSON = "application/json";
    String CSV = "text/csv";
    String PROBLEM = "application/problem+json";

    String CUSTOMER =
            "Whose numbers. A customer may only ask for itself; without it, analysts and operators see everybody's.";

    @GetMapping("/summary")
    @Operation(
            operationId = "getSummary",
            summary = "Numbers of a time, in all and by channel, media type, category and failure code",
            description = "Counts images by when they were received. Without times: the last 30 days, today included.")
    @ApiResponse(
            responseCode = "200",
            description = "The numbers",
            content = {
                @Content(mediaType = JSON, schema = @Schema(implementation = Summary.class)),
                @Content(mediaType = CSV, schema = @Schema(type = "string"))
            })
    Summary summary(
            @Parameter(hidden = true) Caller caller,
            @Parameter(description = CUSTOMER) @RequestParam(required = false) @Nullable String customer,
            @Parameter(description = "Begin, rounded down to the hour") @RequestParam(required = false) @Nullable
                    Instant from,
            @Parameter(description = "End, rounded up to the hour; not within")
                    @RequestParam(required = false)
                    @Nullable
                    Instant to);

    @GetMapping("/timeline")
    @Operation(
            operationId = "getTimeline",
            summary = "Numbers of each hour or day of a time",
            description = "Without times: the last 48 hours or 30 days. At most 62 days by the hour.")
    @ApiResponse(
            responseCode = "200",
            description = "The numbers, oldest first",
            content = {
                @Content(mediaType = JSON, schema = @Schema(implementation = Timeline.class)),
                @Content(mediaType = CSV, schema = @Schema(type = "string"))
            })
    Timeline timeline(
            @Parameter(hidden = true) Caller caller,
            @Parameter(description = CUSTOMER) @RequestParam(required = false) @Nullable String customer,
            @Parameter(
                            description = "How wide the steps are",
                            schema =
                                    @Schema(
                                            allowableValues = {"hour", "day"},
                                            defaultValue = "day"))
                    @RequestParam(defaultValue = "day")
                    String bucket,
            @Parameter(description = "Begin, rounded down to a step") @RequestParam(required = false) @Nullable
                    Instant from,
            @Parameter(description = "End, rounded up to a step; not within") @RequestParam(required = false) @Nullable
                    Instant to);

    @GetMapping("/images")
    @Operation(
            operationId = "listImages",
            summary = "Images and what became of them, newest first",
            description =
                    "A page at a time, of all images or of those that are asked for; the header Link and the member next lead to the following one.")
    @ApiResponse(
            responseCode = "200",
            description = "A page of images",
            content = {
                @Content(mediaType = JSON, schema = @Schema(implementation = ImagePage.class)),
                @Content(mediaType = CSV, schema = @Schema(type = "string"))
            })
    ResponseEntity<ImagePage> images(
            @Parameter(hidden = true) Caller caller,
            @Parameter(description = CUSTOMER) @RequestParam(required = false) @Nullable String customer,
            @Parameter(
                            description = "Only images of this state",
                            schema = @Schema(allowableValues = {"IN_FLIGHT", "PROCESSED", "FAILED"}))
                    @RequestParam(required = false)
                    @Nullable
                    String state,
            @Parameter(
                            description = "Only images that came by this door",
                            schema = @Schema(allowableValues = {"UPLOAD", "STREAM"}))
                    @RequestParam(required = false)
                    @Nullable
                    String channel,
            @Parameter(description = "Only images of this media type", example = "image/jpeg")
                    @RequestParam(required = false)
                    @Nullable
                    String mediaType,
            @Parameter(
                            description = "Only images that were received on this UTC day",
                            schema = @Schema(type = "string", format = "date"))
                    @RequestParam(required = false)
                    @Nullable
                    String day,
            @Parameter(
                            description = "How many images, 1 to 500",
                            schema = @Schema(type = "integer", minimum = "1", maximum = "500", defaultValue = "50"))
                    @RequestParam(defaultValue = "50")
                    int limit,
            @Parameter(description = "The member next of the page before") @RequestParam(required = false) @Nullable
                    String cursor);
}
