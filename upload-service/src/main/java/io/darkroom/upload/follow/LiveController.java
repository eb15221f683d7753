package io.darkroom.upload.follow;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.darkroom.events.CustomerId;
import io.darkroom.support.Caller;
import io.darkroom.upload.ImageLinks;
import io.darkroom.upload.UploadProperties;
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

/// `GET /v1/images/events`: tells the caller's images as they come to an end. Each request keeps its virtual thread,
/// which sleeps while nothing comes, until the caller leaves or its token expires.
@RestController
class LiveController implements LiveOperations {

    private static final Logger LOG = LoggerFactory.getLogger(LiveController.class);

    // Not all at once, when an instance has stopped.
    private static final long SHORTEST_RETRY_MILLIS = 1_000;
    private static final long LONGEST_RETRY_MILLIS = 4_000;

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
            HttpServletResponse response) {
        CustomerId customer = caller.requireCustomer();
        LiveListener listener = images.listen(customer, Optional.ofNullable(lastEventId));
        try {
            response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            tell(listener, response, Optional.ofNullable(caller.validUntil()).orElse(Instant.MAX));
        } catch (IOException e) {
            LOG.atDebug().setCause(e).log("a listener has left");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            images.leave(customer, listener);
        }
    }

    private void tell(LiveListener listener, HttpServletResponse response, Instant end)
            throws IOException, InterruptedException {
        long retry = ThreadLocalRandom.current().nextLong(SHORTEST_RETRY_MILLIS, LONGEST_RETRY_MILLIS);
        send(response, LiveFrames.opening(listener.seen(), listener.isReset(), retry));
        while (!listener.hasEnded() && clock.instant().isBefore(end)) {
            Optional<String> event = listener.next(heartbeat);
            if (event.isEmpty()) {
                images.pass(listener);
            }
            send(response, event.orElseGet(() -> LiveFrames.heartbeat(listener.seen())));
        }
    }

    private static void send(HttpServletResponse response, String text) throws IOException {
        response.getOutputStream().write(text.getBytes(UTF_8));
        response.flushBuffer();
    }
}
