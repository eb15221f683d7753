package io.darkroom.processor.worker;

/// A worker could not be brought to its greeting.
final class WorkerStartException extends Exception {

    WorkerStartException(String message) {
        super(message);
    }

    WorkerStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
