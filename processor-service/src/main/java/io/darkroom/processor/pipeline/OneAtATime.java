package io.darkroom.processor.pipeline;

import io.darkroom.events.ImageId;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;

/// Lets each image be worked on by one thread at a time: an event that comes twice in a row finds the
/// manifest of the first, and not work half done.
final class OneAtATime {

    private final Map<ImageId, CompletableFuture<Void>> underWay = new ConcurrentHashMap<>();

    /// What is done for an image.
    ///
    /// @param <T> what comes of it
    interface Work<T> {
        T run() throws InterruptedException;
    }

    <T> T run(ImageId image, Work<T> work) throws InterruptedException {
        CompletableFuture<Void> mine = new CompletableFuture<>();
        await(image, mine);
        try {
            return work.run();
        } finally {
            underWay.remove(image);
            mine.complete(null);
        }
    }

    private void await(ImageId image, CompletableFuture<Void> mine) throws InterruptedException {
        try {
            for (CompletableFuture<Void> other = underWay.putIfAbsent(image, mine);
                    other != null;
                    other = underWay.putIfAbsent(image, mine)) {
                other.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("nothing completes it exceptionally", e);
        }
    }
}
