package io.darkroom.processor.result;

/// A processor's answer breaks the contract.
public final class InvalidResultException extends Exception {

    /// @param message which part and how, for the log
    public InvalidResultException(String message) {
        super(message);
    }
}
