package io.darkroom.upload;

import io.darkroom.events.FailureCode;
import io.darkroom.events.FailureException;
import io.darkroom.events.ImageEvent;
import io.darkroom.events.ImageReceived;
import io.darkroom.support.EventPublisher;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/// A fake: remembers what is published.
public final class RecordingPublisher extends EventPublisher {

    private final List<Published> published = new CopyOnWriteArrayList<>();
    private volatile boolean away;

    /// What was published.
    ///
    /// @param topic where
    /// @param event what
    public record Published(String topic, ImageReceived event) {}

    public RecordingPublisher() {
        super(null, "/upload-service");
    }

    @Override
    public CompletableFuture<Void> publishAsync(String topic, ImageEvent event) {
        if (away) {
            return CompletableFuture.failedFuture(
                    new FailureException(FailureCode.BROKER_UNAVAILABLE, "The fake was told to be away."));
        }
        published.add(new Published(topic, (ImageReceived) event));
        return CompletableFuture.completedFuture(null);
    }

    public List<Published> published() {
        return published;
    }

    public void goAway() {
        away = true;
    }

    public void comeBack() {
        away = false;
    }

    public void forget() {
        published.clear();
    }
}
