package io.darkroom.processor.api.worker;

/// The other end of the pipe broke the protocol. It cannot be trusted any further: what it sends next may
/// belong to anything.
public final class WorkerProtocolException extends Exception {

    /// @param message what was expected and what came instead
    public WorkerProtocolException(String message) {
        super(message);
    }
}
