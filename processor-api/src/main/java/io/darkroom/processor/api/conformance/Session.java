package io.darkroom.processor.api.conformance;

import io.darkroom.processor.api.ImageRequest;
import java.io.IOException;
import java.util.Optional;

/// A processor that was started. Images are sent and awaited one after another.
interface Session extends AutoCloseable {

    /// Waits until it is ready.
    ///
    /// @return what it tells of itself
    /// @throws ViolationException if it does not become ready as the contract says
    String ready() throws ViolationException, InterruptedException;

    /// Hands an image over.
    void send(ImageRequest request) throws IOException;

    /// Waits for what comes of the image that was sent, until its deadline.
    Reply await(ImageRequest request) throws IOException, InterruptedException;

    /// The process that works, if it is one of this machine.
    Optional<Process> process();

    /// Asks it to end, as the platform does.
    void finish() throws IOException;

    /// Kills it, with what it started.
    @Override
    void close();
}
