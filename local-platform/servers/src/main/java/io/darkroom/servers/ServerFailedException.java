package io.darkroom.servers;

/// A server could not be started, or set up, or has ended by itself. The message is meant for a person.
public final class ServerFailedException extends RuntimeException {

    /// @param message what happened and where to look
    public ServerFailedException(String message) {
        super(message);
    }

    /// @param message what happened and where to look
    public ServerFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
