package io.darkroom.processor.api;

/// Why a processor refuses an image. The names are part of the protocol and equal the platform's
/// failure codes.
public enum RejectionReason {
    /// The bytes cannot be decoded.
    CORRUPT_IMAGE,
    /// The header announces more pixels than allowed.
    TOO_MANY_PIXELS,
    /// The header announces more frames or pages than allowed.
    TOO_MANY_FRAMES,
    /// The processor does not take this format.
    UNSUPPORTED_MEDIA_TYPE,
    /// Anything else; the message says what.
    PROCESSOR_REJECTED
}
