package io.darkroom.processor.result;

import io.darkroom.events.FailureException;
import io.darkroom.events.ImageReceived;
import io.darkroom.events.ImageResult;
import io.darkroom.events.ObjectLocation;
import io.darkroom.store.ImageStore;
import io.darkroom.store.ObjectKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Puts an image's results into the store, all at once. Putting them again replaces them.
public final class ResultWriter {

    private final ImageStore store;

    /// @param store where they go
    public ResultWriter(ImageStore store) {
        this.store = store;
    }

    /// Ends when all are stored, or when one could not be.
    ///
    /// @throws FailureException as the store threw it
    /// @throws IOException if a file cannot be read
    public List<ImageResult> write(ImageReceived image, List<CheckedResult> results)
            throws IOException, InterruptedException {
        try (ExecutorService together = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<ImageResult>> writes = new ArrayList<>();
            for (CheckedResult result : results) {
                writes.add(together.submit(() -> write(image, result)));
            }
            List<ImageResult> written = new ArrayList<>();
            for (Future<ImageResult> write : writes) {
                written.add(await(write));
            }
            return written;
        }
    }

    private ImageResult write(ImageReceived image, CheckedResult result) throws IOException {
        ObjectKey.Result key =
                new ObjectKey.Result(image.customerId(), image.imageId(), result.name(), result.extension());
        ObjectLocation location = store.putResult(key, result.mediaType(), result.file(), result.sha256());
        return new ImageResult(
                result.name(),
                result.mediaType(),
                result.widthPx(),
                result.heightPx(),
                result.sizeBytes(),
                result.sha256(),
                location);
    }

    private static ImageResult await(Future<ImageResult> write) throws IOException, InterruptedException {
        try {
            return write.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case FailureException failure -> throw failure;
                case IOException failure -> throw failure;
                case null, default -> throw new IllegalStateException("a result cannot be written", e);
            }
        }
    }
}
