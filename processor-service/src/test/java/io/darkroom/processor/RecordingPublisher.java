package io.darkroom.processor;

import io.darkroom.events.FailureCode;
import io.darkroom.events.FailureException;
import io.darkroom.events.ImageEvent;
import io.darkroom.events.ImageProcessed;
import io.darkroom.support.EventPublisher;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A broker in memory that can be away.
public final class RecordingPublisher extends EventPublisher {

    private final List<ImageProcessed> published = new CopyOnWriteArrayList<>();
    private volatile boolean away;

    public RecordingPublisher() {
        super(null, "/processor-service");
    }

    public void goAway() {
        away = true;
    }

    public void comeBack() {
        away = false;
    }

    public List<ImageProcessed> published() {
        return published;
    }

    @Override
    public void publish(String topic, ImageEvent event) {
        if (away) {
            throw new FailureException(FailureCode.BROKER_UNAVAILABLE, "the fake was told to be away");
        }
        published.add((ImageProcessed) event);
    }
}
