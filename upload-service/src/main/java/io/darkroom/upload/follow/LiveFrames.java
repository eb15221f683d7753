package io.darkroom.upload.follow;

import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Writes server-sent events (HTML Living Standard, section 9.2).
@Component
class LiveFrames {

    static final String IMAGE = "image";
    static final String RESET = "reset";

    private final ImageLookup images;
    private final JsonMapper mapper;

    LiveFrames(ImageLookup images, JsonMapper mapper) {
        this.images = images;
        this.mapper = mapper;
    }

    LiveFrame of(LiveEnding ending) {
        String json = mapper.writeValueAsString(images.justEnded(ending.end()));
        return new LiveFrame(ending, "event: " + IMAGE + "\ndata: " + json + "\n\n");
    }

    /// The first lines: how far the listener has come, and whether it missed something that nobody can tell any more.
    ///
    /// @param retryMillis after how long to come again when the connection is lost
    static String opening(LivePosition position, boolean reset, long retryMillis) {
        String event = reset ? "event: " + RESET + "\ndata: {}\n" : "";
        return "retry: " + retryMillis + "\n" + event + id(position) + "\n";
    }

    /// A sign of life, and how far the listener has come. It is no event to the listener.
    static String heartbeat(LivePosition position) {
        return ":\n" + id(position) + "\n";
    }

    static String id(LivePosition position) {
        return "id: " + position.text() + "\n";
    }
}
