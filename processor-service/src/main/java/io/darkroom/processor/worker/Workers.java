package io.darkroom.processor.worker;

import io.darkroom.processor.api.ImageRequest;
import java.io.IOException;

/// Those who can do an image: a processor's worker processes, its command, or its endpoint.
@FunctionalInterface
public interface Workers {

    /// Waits for the claimant's turn, however long that takes, and has a worker do the image within the
    /// deadline. Whatever the image does to the worker, the others are not touched.
    ///
    /// @param request its time left is the deadline
    /// @throws IOException if the work directory is in trouble: the image is not to blame
    /// @throws InterruptedException if the calling thread is interrupted, or the workers are being
    ///     ended: nothing is known then about the image
    WorkerRun process(Claimant claimant, ImageRequest request) throws IOException, InterruptedException;
}
