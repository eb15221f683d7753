package io.darkroom.processor.api.conformance;

/// The processor does not do what the contract says.
final class ViolationException extends Exception {

    /// @param message what it did instead, for the one who wrote it
    ViolationException(String message) {
        super(message);
    }
}
