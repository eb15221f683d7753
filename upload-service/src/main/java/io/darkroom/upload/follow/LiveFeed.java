package io.darkroom.upload.follow;

import io.darkroom.events.Topics;
import io.darkroom.support.EventTail;
import io.darkroom.upload.UploadProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Follows the topic of endings as long as the service runs. Stops before the web server does, which otherwise would
/// wait for listeners to leave.
@Component
class LiveFeed implements SmartLifecycle {

    private final EventTail tail;
    private final LiveImages images;
    private final int history;
    private volatile EventTail.@Nullable Following following;

    LiveFeed(EventTail tail, LiveImages images, UploadProperties properties) {
        this.tail = tail;
        this.images = images;
        this.history = properties.live().history();
    }

    @Override
    public void start() {
        following = tail.follow(Topics.PROCESSED, history, images);
    }

    @Override
    public void stop() {
        images.stop();
        EventTail.Following running = following;
        following = null;
        if (running != null) {
            running.close();
        }
    }

    @Override
    public boolean isRunning() {
        return following != null;
    }
}
