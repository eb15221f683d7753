package io.darkroom.upload.follow;

import io.darkroom.events.CustomerId;
import io.darkroom.support.Caller;
import io.darkroom.upload.ImageLinks;
import io.darkroom.upload.UploadProperties;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/// `GET /v1/images/events`: tells the caller's images as they come to an end. Each listener has a virtual thread, which
/// sleeps while nothing comes, until the caller leaves or its token expires. It is not the thread that the request came
/// by: what that one has on its stack would take more memory than the listener.
@RestController
class LiveController implements LiveOperations {

    private static final Logger LOG = LoggerFactory.getLogger(LiveController.class);

    // Not all at once, when an instance has stopped.
    private static final long SHORTEST_RETRY_MILLIS = 1_000;
    private static final long LONGEST_RETRY_MILLIS = 4_000;
    private static final String LEFT = "a listener has left";

    private final LiveImages images;
    private final Duration heartbeat;
    private final Clock clock;

    LiveController(LiveImages images, UploadProperties properties, Clock clock) {
        this.images = images;
        this.heartbeat = properties.live().heartbeat();
        this.clock = clock;
    }

    @Override
    @GetMapping(path = ImageLinks.IMAGES + "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    public void events(
            Caller caller,
            @RequestHeader(name = LAST_EVENT_ID, required = false) @Nullable String lastEventId,
            HttpServletRequest request,
            HttpServletResponse response) {
        CustomerId customer = caller.requireCustomer();
        LiveListener listener = images.listen(customer, Optional.ofNullable(lastEventId));
        try {
            open(listener, response);
            LiveRequest taken = LiveRequest.of(request.startAsync(), listener);
            Instant end = Optional.ofNullable(caller.validUntil()).orElse(Instant.MAX);
            Thread.ofVirtual().name("listener").start(() -> serve(customer, listener, end, taken));
        } catch (IOException e) {
            images.leave(customer, listener);
            LOG.atDebug().setCause(e).log(LEFT);
        }
    }

    // By the request's own thread: from here on no filter touches the response any more.
    private static void open(LiveListener listener, HttpServletResponse response) throws IOException {
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        long retry = ThreadLocalRandom.current().nextLong(SHORTEST_RETRY_MILLIS, LONGEST_RETRY_MILLIS);
        LiveRequest.send(response, LiveFrames.opening(listener.seen(), listener.isReset(), retry));
    }

    private void serve(CustomerId customer, LiveListener listener, Instant end, LiveRequest request) {
        try {
            tell(listener, request, end);
        } catch (IOException e) {
            LOG.atDebug().setCause(e).log(LEFT);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            images.leave(customer, listener);
            request.complete();
        }
    }

    private void tell(LiveListener listener, LiveRequest request, Instant end)
            throws IOException, InterruptedException {
        while (!listener.hasEnded() && clock.instant().isBefore(end)) {
            Optional<String> event = listener.next(heartbeat);
            if (event.isEmpty()) {
                images.pass(listener);
            }
            request.send(event.orElseGet(() -> LiveFrames.heartbeat(listener.seen())));
        }
    }
}
