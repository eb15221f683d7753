package io.darkroom.s3.storage;

/// An answer of the S3 protocol that is not success.
public final class S3Exception extends RuntimeException {

    private final S3Error error;
    private final String detail;

    /// @param message for the client
    public S3Exception(S3Error error, String message) {
        super(message);
        this.error = error;
        this.detail = message;
    }

    /// What to tell the client.
    public String detail() {
        return detail;
    }

    /// Which of the protocol's errors.
    public S3Error error() {
        return error;
    }
}
