package io.darkroom.events;

/// Every way in which Darkroom refuses or fails an image: one closed table. The names are part of the contract.
public enum FailureCode {
    /// There are no bytes.
    EMPTY(Fault.SENDER),
    /// More bytes than allowed.
    TOO_LARGE(Fault.SENDER),
    /// The bytes came too slowly, or stopped coming.
    TOO_SLOW(Fault.SENDER),
    /// The leading bytes are of no format that is taken.
    UNSUPPORTED_MEDIA_TYPE(Fault.SENDER),
    /// The bytes cannot be decoded.
    CORRUPT_IMAGE(Fault.SENDER),
    /// The header announces more pixels than allowed.
    TOO_MANY_PIXELS(Fault.SENDER),
    /// The header announces more frames or pages than allowed.
    TOO_MANY_FRAMES(Fault.SENDER),
    /// The bytes are not those that the sender's digest describes.
    CHECKSUM_MISMATCH(Fault.SENDER),
    /// The id or idempotency key stands for other content already.
    ID_CONFLICT(Fault.SENDER),
    /// The raw image is not in the store, or not any more.
    RAW_MISSING(Fault.SENDER),
    /// A processor did not answer before its deadline.
    PROCESSOR_TIMEOUT(Fault.PROCESSOR),
    /// A processor's process ended without an answer.
    PROCESSOR_CRASHED(Fault.PROCESSOR),
    /// A processor's process ran out of the memory it may use.
    PROCESSOR_OUT_OF_MEMORY(Fault.PROCESSOR),
    /// A processor refused the image and said why.
    PROCESSOR_REJECTED(Fault.PROCESSOR),
    /// A processor answered with something that breaks the contract.
    INVALID_RESULT(Fault.PROCESSOR),
    /// An event or request breaks its contract.
    INVALID_EVENT(Fault.SENDER),
    /// More is asked at once than there is room for; later there will be.
    OVERLOADED(Fault.DEPENDENCY),
    /// The object store is away.
    STORE_UNAVAILABLE(Fault.DEPENDENCY),
    /// The broker is away.
    BROKER_UNAVAILABLE(Fault.DEPENDENCY),
    /// The database is away.
    DATABASE_UNAVAILABLE(Fault.DEPENDENCY),
    /// A defect of the platform.
    INTERNAL(Fault.PLATFORM);

    private final Fault fault;

    FailureCode(Fault fault) {
        this.fault = fault;
    }

    /// Whose fault it is.
    public Fault fault() {
        return fault;
    }
}
