package io.darkroom.processor.endpoint;

/// The endpoint cannot be asked just now: the image is not to blame.
final class EndpointAwayException extends Exception {

    EndpointAwayException(String message) {
        super(message);
    }
}
